package org.ztpserver.it.container;

/** Tomcat 10.1. */
class Tomcat10IT extends InstalledTomcat {

    Tomcat10IT() {
        super("tomcat10.home");
    }
}
