package org.ztpserver.it;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the sections of a page of the manual that a class tests; {@link SectionsAreTestedTest} sees that none is left. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface TestsSections {

    /** The page in {@code docs}. */
    String page();

    /** Headings, in the order of the page. */
    String[] sections();
}
