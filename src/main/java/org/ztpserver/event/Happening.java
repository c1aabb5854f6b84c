package org.ztpserver.event;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What can happen. Sizes are in bytes. Paths of files and folders are below the data root. */
public sealed interface Happening {

    /** How important it is to a person who reads the log. */
    enum Importance {
        DETAIL,
        STEP,
        WARNING
    }

    /** The line for the log. */
    String sentence(String node);

    default Importance importance() {
        return Importance.STEP;
    }

    /** The name in lower case with dashes: {@code pattern-matched}. */
    default String name() {
        return getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /** A switch begins: it got the script that it runs first. */
    record BootstrapServed(String script) implements Happening {
        @Override
        public String sentence(String node) {
            return "node begins provisioning";
        }
    }

    /** A pattern of neighbordb matched a new node. */
    record PatternMatched(String pattern) implements Happening {
        @Override
        public String sentence(String node) {
            return node + ": the node matches pattern " + pattern + " of neighbordb";
        }
    }

    /** A new node now has its folder. */
    record Registered(String folder) implements Happening {
        @Override
        public String sentence(String node) {
            return node + ": new node created: " + folder;
        }
    }

    /** A known node registered again. */
    record Recognized(String folder) implements Happening {
        @Override
        public String sentence(String node) {
            return node + ": the node is known: " + folder;
        }
    }

    /** A node got its identifier. */
    record Identified() implements Happening {
        @Override
        public String sentence(String node) {
            return "node ID is " + node;
        }
    }

    /**
     * The neighbors of a node match its pattern.
     *
     * @param pattern the file of the pattern
     */
    record TopologyValidated(String pattern) implements Happening {
        @Override
        public String sentence(String node) {
            return node + ": the node passes the validation against " + pattern;
        }
    }

    /** A node got its definition. */
    record DefinitionServed(@Nullable Object definition) implements Happening {
        @Override
        public String sentence(String node) {
            return node + ": the node gets definition '" + definition + "'";
        }
    }

    /**
     * A free value now belongs to a node.
     *
     * @param source the source of the value: {@code pool mgmt}, {@code table mgmt}
     * @param owner the node as the source names it
     */
    record ValueTaken(String source, String owner, @Nullable Object value) implements Happening {
        @Override
        public String sentence(String node) {
            return owner + ": has a new value of " + source;
        }
    }

    /**
     * A switch reported its MAC address. It has an entry in podvars.yml, and its configuration is rendered.
     *
     * @param entry the file and the line: {@code poap/podvars.yml:12}
     */
    record SwitchCollected(String macAddress, String entry) implements Happening {
        @Override
        public String sentence(String node) {
            return node + ": switch with MAC address " + macAddress + " is the one in " + entry
                    + ", its configuration is rendered";
        }
    }

    /** A configuration was rendered from a template. */
    record ConfigRendered(String template, int size) implements Happening {
        @Override
        public String sentence(String node) {
            return node + ": a configuration of " + size + " bytes is rendered from " + template;
        }

        @Override
        public Importance importance() {
            return Importance.DETAIL;
        }
    }

    /** A switch got its configuration. */
    record ConfigServed(int size) implements Happening {
        @Override
        public String sentence(String node) {
            return node + ": the node gets its configuration of " + size + " bytes";
        }

        @Override
        public Importance importance() {
            return Importance.DETAIL;
        }
    }

    /** A switch stored its configuration on the server. */
    record ConfigStored(String folder, int size) implements Happening {
        @Override
        public String sentence(String node) {
            return node + ": startup-config of " + size + " bytes stored in " + folder;
        }
    }

    /**
     * A file was sent, or handed over to a proxy or to the container.
     *
     * @param path the path with the folder: {@code files/images/EOS.swi}
     * @param size the size of the file, or of the requested part
     * @param complete false if the client went away or the file became shorter before the end
     */
    record FileServed(String path, long size, boolean complete) implements Happening {
        @Override
        public String sentence(String node) {
            return path + ": " + size + " bytes " + (complete ? "sent" : "requested, but the connection was cut");
        }

        @Override
        public Importance importance() {
            return Importance.DETAIL;
        }
    }

    /**
     * The program on a switch reported the outcome of a step.
     *
     * @param known whether the server knows the switch
     */
    record ProgressReported(String step, String status, String message, boolean known) implements Happening {
        @Override
        public String sentence(String node) {
            return node + (known ? "" : " (a switch that the server does not know)") + ": " + step + " " + status + ": "
                    + message;
        }

        @Override
        public Importance importance() {
            return status.equals("ok") ? Importance.STEP : Importance.WARNING;
        }
    }

    /**
     * A request was refused for a reason that somebody can fix.
     *
     * @param request method and path
     * @param status the HTTP status
     * @param reason the sentence that the client got
     */
    record Refused(String request, int status, String reason) implements Happening {
        @Override
        public String sentence(String node) {
            return request + ": " + reason;
        }

        @Override
        public Importance importance() {
            return Importance.WARNING;
        }
    }

    /**
     * A request failed because of a fault of the server. The log has the details under the error id.
     *
     * @param request method and path
     */
    record Failed(String request, String errorId) implements Happening {
        @Override
        public String sentence(String node) {
            return request + " failed, error id " + errorId;
        }

        @Override
        public Importance importance() {
            return Importance.DETAIL;
        }
    }
}
