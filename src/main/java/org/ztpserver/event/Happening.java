package org.ztpserver.event;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What can happen. Sizes are in bytes; paths of files and folders are below the data root. */
public sealed interface Happening {

    /** How much it matters to a person who reads along. */
    enum Importance {
        DETAIL,
        STEP,
        WARNING
    }

    /** Says it in one line, as the log has it. */
    String sentence(String node);

    default Importance importance() {
        return Importance.STEP;
    }

    /** Its name in lower case, with dashes: {@code pattern-matched}. */
    default String name() {
        return getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /** A switch begins: it was given the script that it runs first. */
    record BootstrapServed(String script) implements Happening {
        @Override
        public String sentence(String node) {
            return "node begins provisioning";
        }
    }

    /** A pattern of neighbordb was the first to match a new node. */
    record PatternMatched(String pattern) implements Happening {
        @Override
        public String sentence(String node) {
            return node + ": the node matches pattern " + pattern + " of neighbordb";
        }
    }

    /** A node that the server did not know has its folder now. */
    record Registered(String folder) implements Happening {
        @Override
        public String sentence(String node) {
            return node + ": new node created: " + folder;
        }
    }

    /** A node has come that the server knows. */
    record Recognized(String folder) implements Happening {
        @Override
        public String sentence(String node) {
            return node + ": the node is known: " + folder;
        }
    }

    /** A node was told under which identifier the server has it. */
    record Identified() implements Happening {
        @Override
        public String sentence(String node) {
            return "node ID is " + node;
        }
    }

    /**
     * The neighbors of a node are as its pattern wants them.
     *
     * @param pattern its file
     */
    record TopologyValidated(String pattern) implements Happening {
        @Override
        public String sentence(String node) {
            return node + ": the node passes the validation against " + pattern;
        }
    }

    /** A node was given what it has to do. */
    record DefinitionServed(@Nullable Object definition) implements Happening {
        @Override
        public String sentence(String node) {
            return node + ": the node gets definition '" + definition + "'";
        }
    }

    /**
     * A value that was free belongs to a node now.
     *
     * @param source where the value comes from: {@code pool mgmt}, {@code table mgmt}
     * @param owner as the source names the node
     */
    record ValueTaken(String source, String owner, @Nullable Object value) implements Happening {
        @Override
        public String sentence(String node) {
            return owner + ": has a new value of " + source;
        }
    }

    /**
     * A switch has told its MAC address, has an entry in podvars.yml, and its configuration is rendered.
     *
     * @param entry its file and line: {@code poap/podvars.yml:12}
     */
    record SwitchCollected(String macAddress, String entry) implements Happening {
        @Override
        public String sentence(String node) {
            return node + ": switch with MAC address " + macAddress + " is the one in " + entry
                    + ", its configuration is rendered";
        }
    }

    /** A configuration was made of a template. */
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

    /** A configuration was given to the switch that it is for. */
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

    /** A switch has handed its configuration in. */
    record ConfigStored(String folder, int size) implements Happening {
        @Override
        public String sentence(String node) {
            return node + ": startup-config of " + size + " bytes stored in " + folder;
        }
    }

    /**
     * A file was sent, or handed over to a proxy or to the container.
     *
     * @param path with the folder that it lies in: {@code files/images/EOS.swi}
     * @param size of what was to be sent: the file, or a part of it
     * @param complete false when the client went away, or the file became shorter, before the end
     */
    record FileServed(String path, long size, boolean complete) implements Happening {
        @Override
        public String sentence(String node) {
            return path + ": " + size + " bytes " + (complete ? "sent" : "to be sent, and the connection was cut");
        }

        @Override
        public Importance importance() {
            return Importance.DETAIL;
        }
    }

    /**
     * The program on a switch has told how a step went.
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
     * A request was refused for a reason that somebody can mend.
     *
     * @param request method and path
     * @param status of HTTP
     * @param reason the sentence that the client was told
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
     * A request failed by a fault of the server, which the log has under the error id.
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
