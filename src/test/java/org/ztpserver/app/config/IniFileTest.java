package org.ztpserver.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IniFileTest {

    private static IniFile parse(String text) {
        return IniFile.parse("ztpserver.conf", text);
    }

    @Test
    void keysHaveAPlaceInASection() {
        IniFile file = parse("""
                # first line
                [default]
                data_root = /srv/ztp
                ; another comment

                [server]
                port: 8080
                """);
        assertThat(file.get("default", "data_root")).contains(new IniFile.Entry("/srv/ztp", 3));
        assertThat(file.get("server", "port")).contains(new IniFile.Entry("8080", 7));
        assertThat(file.get("default", "port")).isEmpty();
        assertThat(file.get("nosuch", "port")).isEmpty();
        assertThat(file.keys()).containsOnlyKeys("default.data_root", "server.port");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "key=value | value",
                "key  =  value | value",
                "KEY = value | value",
                "key: value | value",
                "key = a=b:c | a=b:c",
                "key: a=b | a=b",
                "key = http://x:1/ | http://x:1/",
                "key = \"quoted\" | \"quoted\"",
                "key = a # b ; c | a # b ; c",
                "key = %(asctime)s | %(asctime)s",
                "key = | ''"
            })
    void aValueIsAllAfterTheFirstSeparator(String line, String value) {
        assertThat(parse("[s]\n" + line).get("s", "key")).contains(new IniFile.Entry(value, 2));
    }

    @Test
    void aLineThatIsIndentedGoesOnWithAValue() {
        assertThat(parse("[s]\na = 1\n  2\n\t3\nb = 4\n").get("s", "a")).contains(new IniFile.Entry("1\n2\n3", 2));
    }

    @Test
    void aFileMayBeIndentedAsAWhole() {
        IniFile file = parse("""
                  [s]
                  a = 1
                    2
                  b = 3

                  [t]
                c = 4
                """.indent(1));
        assertThat(file.get("s", "a")).contains(new IniFile.Entry("1\n2", 2));
        assertThat(file.get("s", "b")).contains(new IniFile.Entry("3", 4));
        assertThat(file.get("t", "c")).contains(new IniFile.Entry("4", 7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[s] # port: 80", "[s] ; a comment", "[s]x = 1"})
    void whatFollowsTheNameOfASectionIsOfNoMeaning(String line) {
        IniFile file = parse("[t]\na = 1\n" + line + "\nb = 2\n");
        assertThat(file.keys()).containsOnlyKeys("t.a", "s.b");
    }

    @Test
    void aSectionMayStandTwice() {
        IniFile file = parse("[s]\na = 1\n[t]\n[s]\nb = 2\n");
        assertThat(file.keys()).containsOnlyKeys("s.a", "s.b");
    }

    @Test
    void linesMayEndAsInWindows() {
        assertThat(parse("[s]\r\na = 1\r\n").get("s", "a")).contains(new IniFile.Entry("1", 2));
    }

    @Test
    void allThatIsWrongIsFoundAtOnce() {
        assertThatThrownBy(() -> parse("a = 1\n[s]\nnonsense\n= 1\na = 1\na = 2\n"))
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        fault -> assertThat(fault.errors())
                                .hasSize(4)
                                .anySatisfy(error -> assertThat(error).startsWith("ztpserver.conf:1: expected"))
                                .anySatisfy(error -> assertThat(error).startsWith("ztpserver.conf:3: expected"))
                                .anySatisfy(error -> assertThat(error).startsWith("ztpserver.conf:4: expected"))
                                .anySatisfy(error -> assertThat(error)
                                        .startsWith("ztpserver.conf:6: 'a'")
                                        .contains("line 5")));
    }
}
