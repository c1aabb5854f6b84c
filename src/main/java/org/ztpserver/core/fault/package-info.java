/**
 * What somebody can mend: the one type of fault that a request or a command can end with, and how faults of a file
 * are collected.
 */
@NullMarked
package org.ztpserver.core.fault;

import org.jspecify.annotations.NullMarked;
