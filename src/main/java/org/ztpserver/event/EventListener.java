package org.ztpserver.event;

/** Receives all events in their order, one at a time, on a thread for which no request waits. */
public interface EventListener {

    void happened(Event event);
}
