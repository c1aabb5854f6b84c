package org.ztpserver.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Names with a {@code %} in them, which some containers refuse unless they are told otherwise. */
public interface PercentContract extends ServerUnderTest {

    @Test
    default void aPercentSignInANameIsDecodedOnce() {
        site().write("files/names/100%", "all");
        site().write("files/names/%2e", "a name like any other");
        site().write("nodes/percent/%41", "of a node");
        assertThat(get("/files/names/100%25").send().is(200, "text/plain").text())
                .isEqualTo("all");
        assertThat(get("/files/names/%252e").send().is(200, "text/plain").text())
                .isEqualTo("a name like any other");
        assertThat(get("/meta/files/names/100%25")
                        .send()
                        .is(200, "application/json")
                        .text())
                .contains("\"size\":3,");
        get("/meta/nodes/percent/%2541").send().is(200, "application/json");
    }
}
