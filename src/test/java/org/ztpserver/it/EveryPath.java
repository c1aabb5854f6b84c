package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.ztpserver.it.contract.HttpAnswer;
import org.ztpserver.it.contract.RawRequest;
import org.ztpserver.it.contract.SiteFiles;

/** A site of both families of switches that uses all that the server has, and a request for each path and fault. */
final class EveryPath {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String LEAF_NEIGHBORS = "{\"Ethernet49\": [{\"device\": \"spine1\", \"port\": \"Ethernet1\"}],"
            + "\"Ethernet50\": [{\"device\": \"spine2\", \"port\": \"Ethernet1\"}]}";

    /** A path, asked once, and what the answer has to be. */
    record Question(String method, String path, String type, String body, int status) {

        RawRequest request(URI server) {
            RawRequest request = RawRequest.of(method, server, path);
            return type.isEmpty()
                    ? request
                    : request.header("Content-Type", type).body(body);
        }

        void expect(HttpAnswer answer) {
            assertThat(answer.status())
                    .as("%s %s: %s", method, path, answer.text())
                    .isEqualTo(status);
            if (status >= 400 && status != 409) {
                assertThat(answer.text()).as("%s %s", method, path).isNotBlank();
            }
        }

        private static Question get(String path, int status) {
            return new Question("GET", path, "", "", status);
        }
    }

    private EveryPath() {}

    /** Makes the site. */
    static void site(Path root) throws IOException, SQLException {
        StarterSite starter = new StarterSite(root);
        SiteFiles files = starter.files();
        files.write("resources/loopbacks", "192.0.2.1/32: null\n192.0.2.2/32: null\n");
        files.write("plugins/rack", "#!/bin/sh\necho 7\n");
        assertThat(files.path("plugins/rack").toFile().setExecutable(true)).isTrue();
        files.folder("db");
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + files.path("db/resources.db"));
                Statement statement = database.createStatement()) {
            statement.execute("CREATE TABLE mgmt (key TEXT, node_id TEXT)");
            statement.execute("INSERT INTO mgmt VALUES ('a', NULL), ('b', NULL)");
        }
        starter.define(
                "VALUES",
                "actions: [{action: add_config, attributes: {a: allocate('loopbacks'), b: rack('x'), c: sqlite('mgmt')}}]\n");
        starter.define("BROKEN", "actions: [{action: add_config, attributes: {a: allocate('none')}}]\n");
        files.write("poap/templates/broken.ftl", "${nothing.at.all}\n");
        files.write("poap/templates/broken.j2", "{% for %}\n");
        files.write("poap/podvars.yml", files.text("poap/podvars.yml") + """
                  - {id: JINJA, hostname: jinja, mgmt0_ip: 192.0.2.104/24, lo0_ip: 198.51.100.104/32, system_image: "",
                     template: conf_nxv.j2}
                  - {id: BROKENFTL, hostname: x, system_image: "", template: broken.ftl}
                  - {id: BROKENJ2, hostname: x, system_image: "", template: broken.j2}
                """);
    }

    /** In this order, on a site where nobody has asked yet. */
    static List<Question> questions() {
        String progress = "{\"step\": \"eAPI\", \"status\": \"ok\", \"message\": \"x\"}";
        return List.of(
                Question.get("/bootstrap", 200),
                Question.get("/bootstrap/config", 200),
                post("/nodes", "{\"serialnumber\": \"JPE00000001\"}", 201),
                post("/nodes", "{\"serialnumber\": \"JPE00000001\"}", 409),
                post("/nodes", "{\"serialnumber\": \"LEAF\", \"neighbors\": " + LEAF_NEIGHBORS + "}", 201),
                post("/nodes", "{\"serialnumber\": \"VALUES\"}", 201),
                post("/nodes", "{\"serialnumber\": \"BROKEN\"}", 201),
                post("/nodes", "{\"serialnumber\": \"STRANGER\"}", 400),
                post("/nodes", "{", 400),
                Question.get("/nodes/LEAF", 200),
                Question.get("/nodes/VALUES", 200),
                Question.get("/nodes/BROKEN", 400),
                Question.get("/nodes/STRANGER", 400),
                new Question("PUT", "/nodes/LEAF/startup-config", "text/plain", "hostname x\n", 201),
                Question.get("/nodes/LEAF/startup-config", 200),
                Question.get("/nodes/VALUES/startup-config", 400),
                post("/nodes/LEAF/progress", progress, 204),
                post("/nodes/LEAF/progress", "{", 400),
                Question.get("/actions/add_config", 200),
                Question.get("/actions/none", 404),
                Question.get("/files/templates/base.template", 200),
                Question.get("/files/none", 404),
                Question.get("/meta/files/templates/base.template", 200),
                Question.get("/meta/actions/none", 404),
                Question.get("/poap_script.py", 200),
                new Question("PUT", "/EXAMPLE0002", FORM, "data=0000.5e00.5302", 200),
                new Question("PUT", "/JINJA", FORM, "data=0000.5e00.5304", 200),
                new Question("PUT", "/BROKENFTL", FORM, "data=0000.5e00.5305", 400),
                new Question("PUT", "/BROKENJ2", FORM, "data=0000.5e00.5306", 400),
                new Question("PUT", "/STRANGER", FORM, "data=0000.5e00.5307", 404),
                new Question("PUT", "/EXAMPLE0003", FORM, "mac=no", 400),
                Question.get("/conf/EXAMPLE0002", 200),
                Question.get("/conf/JINJA", 200),
                Question.get("/conf/STRANGER", 404),
                Question.get("/EXAMPLE0002", 200),
                post("/progress/EXAMPLE0002", progress, 204),
                Question.get("/no/such/path", 404),
                new Question("DELETE", "/bootstrap", "", "", 405));
    }

    private static Question post(String path, String json, int status) {
        return new Question("POST", path, "application/json", json, status);
    }

    /** Asks for everything. */
    static void askAll(URI server) {
        for (Question question : questions()) {
            question.expect(question.request(server).send());
        }
    }
}
