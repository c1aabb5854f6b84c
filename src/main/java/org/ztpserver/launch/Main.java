package org.ztpserver.launch;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.nio.file.Path;

/**
 * A thin wrapper that makes the WAR a program. Java can't load classes from jars inside a jar, so the wrapper has a class
 * loader that can, and starts the command line with it. Code that can be elsewhere does not belong here. A container never
 * loads this package.
 */
public final class Main {

    private static final String COMMAND_LINE = "org.ztpserver.cli.Ztps";

    private Main() {}

    public static void main(String[] arguments) throws ReflectiveOperationException, IOException, URISyntaxException {
        Path war = Path.of(
                Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        ClassLoader loader = new WarClassLoader(war);
        Thread.currentThread().setContextClassLoader(loader);
        try {
            loader.loadClass(COMMAND_LINE)
                    .getMethod("main", String[].class, Path.class)
                    .invoke(null, arguments, war);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("the command line failed", e.getCause());
        }
    }
}
