package org.ztpserver.core.site;

/** Is told how far a long check of a site is. Several threads may tell at the same time. */
@FunctionalInterface
public interface Progress {

    /** Nobody wants to know. */
    Progress NONE = (what, done, all) -> {};

    /**
     * @param what is counted: {@code nodes}
     * @param done how many are done
     * @param all how many there are
     */
    void at(String what, int done, int all);
}
