/**
 * Values from pools and plugins for definitions and templates (contract A7): which source answers a call, and what
 * happens if one of several calls fails.
 */
@NullMarked
package org.ztpserver.resource;

import org.jspecify.annotations.NullMarked;
