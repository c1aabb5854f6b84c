package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.ztpserver.docs.Markdown;

/** What {@code docs/troubleshooting.md} quotes: its blocks {@code text message <name>}. */
final class TroubleshootingPage {

    static final String NAME = "troubleshooting.md";

    private static final String MESSAGE = "text message ";

    private TroubleshootingPage() {}

    /** @param section the heading that it is below */
    record Message(String name, String text, String section) {}

    /** All of them, from top to bottom. */
    static List<Message> messages() {
        Markdown page = Markdown.read("docs", NAME);
        List<Message> messages = new ArrayList<>();
        for (Markdown.Block block : page.blocks()) {
            if (block.info().startsWith(MESSAGE)) {
                String name = block.info().substring(MESSAGE.length());
                messages.add(new Message(name, block.text(), page.section(block.line())));
            } else {
                assertThat(block.info()).as("line %d", block.line()).isIn("sh", "yaml", "ini");
            }
        }
        return messages;
    }
}
