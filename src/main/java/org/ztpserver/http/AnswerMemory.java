package org.ztpserver.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;

/**
 * The memory for a large answer. A door asks for it before it makes the answer, so that many large answers together can't
 * use up the heap.
 */
@FunctionalInterface
public interface AnswerMemory {

    /** The attribute of a request that is its memory. */
    String ATTRIBUTE = AnswerMemory.class.getName();

    /**
     * Takes memory until the answer is sent.
     *
     * @throws ServerBusyException if other answers have it
     */
    void take(long bytes);

    /** The memory for the answer to this request. */
    static AnswerMemory of(HttpServletRequest request) {
        return (AnswerMemory) Objects.requireNonNull(request.getAttribute(ATTRIBUTE), ATTRIBUTE);
    }
}
