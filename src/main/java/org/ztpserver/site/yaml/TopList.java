package org.ztpserver.site.yaml;

import java.util.function.Consumer;

/**
 * Takes the items of one list at the top of a document while the document is read. So a list of any length needs the
 * memory of one item.
 *
 * @param key the key of the list
 * @param reader is told when the list begins
 */
public record TopList(String key, Reader reader) {

    /** Reads the items of the list. */
    public interface Reader {

        /**
         * Begins to read. It is not called for a list that can't be read in this way, because it has an anchor or comes
         * from an alias or from {@code <<}; such a list is in the document as any other.
         *
         * @param above the keys of the document above the list
         * @return takes the items, in the order of the file
         */
        Consumer<YamlValue> begin(YamlMapping above);
    }
}
