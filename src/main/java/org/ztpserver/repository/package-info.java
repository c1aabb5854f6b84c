/**
 * The data root on disk (contract A4), and the only place that touches files or reads YAML.
 *
 * <p>Everything is read on access; what is kept in parsed form is kept by {@link org.ztpserver.repository.ParsedFiles}
 * alone. Everything is written beside its target and renamed over it by {@link org.ztpserver.repository.AtomicFiles}.
 */
@NullMarked
package org.ztpserver.repository;

import org.jspecify.annotations.NullMarked;
