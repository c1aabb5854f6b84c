package org.ztpserver.event;

/** Is told of every event, in the order in which they happened, one at a time, on a thread that no request waits for. */
public interface EventListener {

    void happened(Event event);
}
