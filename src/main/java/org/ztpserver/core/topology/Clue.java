package org.ztpserver.core.topology;

import org.ztpserver.core.topology.regex.PythonRegex;

/**
 * Something that a pattern can't match without, and that needs no expression to be seen: the node has a neighbor at this
 * place whose device and port begin with these texts.
 *
 * @param place an interface in its canonical spelling, {@link #ANYWHERE}, or {@link #MODEL}
 * @param device what the name of the device begins with; at {@link #MODEL}, what the model begins with
 * @param port what the name of the port begins with
 */
record Clue(String place, String device, String port) {

    static final String ANYWHERE = "any";
    static final String MODEL = "model";

    static Clue of(InterfacePattern pattern) {
        return new Clue(
                pattern.isAboutOneInterface() ? pattern.localName() : ANYWHERE,
                pattern.peer().device().literalStart(),
                pattern.peer().port().literalStart());
    }

    static Clue of(PythonRegex model) {
        return new Clue(MODEL, model.literalStart(), "");
    }

    /** The number of characters that are compared: the more, the fewer nodes have it. */
    int length() {
        return device.length() + port.length();
    }
}
