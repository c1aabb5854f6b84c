package org.ztpserver.event;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Writes every event to the log as one line. The line also has address, node and event under these keys. */
public final class LogListener implements EventListener {

    private static final Logger log = LoggerFactory.getLogger(LogListener.class);

    private static final String EVENT = "event";

    @Override
    public void happened(Event event) {
        event.address().ifPresent(address -> MDC.put(Contact.ADDRESS, address));
        event.node().ifPresent(node -> MDC.put(Contact.NODE, node));
        MDC.put(EVENT, event.what().name());
        try {
            String sentence = event.what().sentence(event.node().orElse("-"));
            switch (event.what().importance()) {
                case DETAIL -> log.debug(sentence);
                case STEP -> log.info(sentence);
                case WARNING -> log.warn(sentence);
            }
        } finally {
            MDC.clear();
        }
    }
}
