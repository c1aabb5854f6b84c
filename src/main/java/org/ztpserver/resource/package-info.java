/**
 * Values that definitions and templates ask of pools and plugins (contract A7): who answers a call, and what happens when
 * one of several fails.
 */
@NullMarked
package org.ztpserver.resource;

import org.jspecify.annotations.NullMarked;
