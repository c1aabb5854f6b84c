package org.ztpserver.it.container;

/** Tomcat 11. */
class Tomcat11IT extends InstalledTomcat {

    Tomcat11IT() {
        super("tomcat11.home");
    }
}
