package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ztpserver.it.EditedSite.Edit;
import org.ztpserver.it.contract.HttpAnswer;
import org.ztpserver.it.contract.RawRequest;

/**
 * The next request sees an edit, while other switches ask for the same files all the time. Edits come as fast as the
 * answers, so that many fall into one tick of the clock. Old and new text have the same length.
 */
class EditsUnderLoadIT {

    private static final int EDITS = 250;

    /** An edit of a pool is read when it is 100 ms old, which takes its time. */
    private static final int POOL_EDITS = 50;

    private static final int OTHER_CLIENTS = 3;

    private static final List<Edit> KINDS = List.of(Edit.values());

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path root;

    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger others = new AtomicInteger();
    private final List<Thread> clients = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // set before each
    private EditedSite site;

    @SuppressWarnings("NullAway.Init") // set before each
    private ServerProcess server;

    @BeforeEach
    void start() {
        site = new EditedSite(root);
        site.files().write("definitions/other", "name: other\nactions: []\n");
        site.edit(Edit.IN_PLACE, "neighbordb", neighbordb("nobody"));
        site.edit(Edit.IN_PLACE, "leaf", "name: leaf\nactions: []\n");
        site.edit(Edit.IN_PLACE, "podvars.yml", podvars("v0000"));
        site.edit(Edit.IN_PLACE, "mgmt.ftl", "hostname ${hostname} t0000\n");
        site.files().write("resources/mgmt", "v0000: null\n");
        site.files().write("nodes/known/.node", "{\"model\": \"x\", \"serialnumber\": \"known\", \"neighbors\": {}}\n");
        site.files()
                .write("nodes/known/definition", "actions: [{action: a, attributes: {ip: \"allocate('mgmt')\"}}]\n");
        server = ServerProcess.on(root)
                .conf("[default]", "disable_topology_validation = yes")
                .start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        over.set(true);
        for (Thread client : clients) {
            client.join();
        }
        server.close();
    }

    @Test
    void anEditOfNeighbordbIsSeenByTheNextSwitch() {
        underLoad(EDITS, edit -> {
            String id = "N%04d".formatted(edit);
            site.edit(kind(edit), "neighbordb", neighbordb(id));
            register(id, "vEOS").is(201, "text/html");
        });
    }

    @Test
    void anEditOfADefinitionIsSeenByTheNextSwitch() {
        underLoad(EDITS, edit -> {
            String text = "name: leaf # %04d\nactions: []\n".formatted(edit);
            site.edit(kind(edit), "leaf", text);
            String id = "D%04d".formatted(edit);
            register(id, "DCS").is(201, "text/html");
            assertThat(site.files().text("nodes/" + id + "/definition")).isEqualTo(text);
        });
    }

    @Test
    void anEditOfATemplateIsSeenByTheNextSwitch() {
        underLoad(EDITS, edit -> {
            site.edit(kind(edit), "mgmt.ftl", "hostname ${hostname} t%04d\n".formatted(edit));
            assertThat(config().text()).endsWith(" t%04d\n".formatted(edit));
        });
    }

    @Test
    void anEditOfPodvarsIsSeenByTheNextSwitch() {
        underLoad(EDITS, edit -> {
            String name = "v%04d".formatted(edit);
            site.edit(kind(edit), "podvars.yml", podvars(name));
            assertThat(config().text()).startsWith("hostname " + name + " ");
        });
    }

    @Test
    void anEditOfAPoolIsSeenByTheNextSwitch() {
        underLoad(POOL_EDITS, edit -> {
            String value = "v%04d".formatted(edit);
            site.files().write("resources/mgmt", value + ": null\n");
            assertThat(get("/nodes/known").is(200, "application/json").text()).contains('"' + value + '"');
        });
    }

    private static Edit kind(int edit) {
        return KINDS.get(edit % KINDS.size());
    }

    /** The pattern of one node, and one for all of a model. */
    private static String neighbordb(String node) {
        return "patterns: [{name: one, definition: other, node: " + node
                + "}, {name: model, definition: leaf, model: DCS}]\n";
    }

    private static String podvars(String name) {
        return "switches: [{id: SERIAL1, hostname: " + name + ", template: mgmt.ftl}]\n";
    }

    private void underLoad(int edits, IntConsumer work) {
        for (int i = 0; i < OTHER_CLIENTS; i++) {
            Thread client = new Thread(this::ask, "other client");
            client.start();
            clients.add(client);
        }
        for (int edit = 1; edit <= edits; edit++) {
            work.accept(edit);
        }
        assertThat(others.get()).as("requests of other clients meanwhile").isGreaterThan(edits / 10);
    }

    /** Asks for all files, and may find each of them while it is written. */
    private void ask() {
        while (!over.get()) {
            register("unknown", "none");
            config();
            get("/meta/poap/none");
            others.addAndGet(2);
        }
    }

    private HttpAnswer register(String id, String model) {
        return RawRequest.of("POST", url(), "/nodes")
                .body("{\"serialnumber\": \"" + id + "\", \"model\": \"" + model + "\", \"neighbors\": {}}")
                .send();
    }

    private HttpAnswer config() {
        return get("/conf/SERIAL1");
    }

    private HttpAnswer get(String path) {
        return RawRequest.of("GET", url(), path).send();
    }

    private URI url() {
        return server.url();
    }
}
