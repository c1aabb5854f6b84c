package org.ztpserver.poap;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.site.Finding;
import org.ztpserver.event.Contact;
import org.ztpserver.event.Events;
import org.ztpserver.event.Happening;

/**
 * The script that a Nexus switch runs: filled in with the server's address, and stamped with the MD5 that the switch
 * checks (contract B).
 *
 * <p>Scripts are read as ISO 8859-1, which maps each byte to one character and back: a script keeps its encoding.
 */
public final class PoapScript {

    private static final Logger log = LoggerFactory.getLogger(PoapScript.class);

    private static final String STAMP = "#md5sum";
    private static final Pattern LINE = Pattern.compile("[^\n]*\n|[^\n]+");
    private static final Pattern OPTIONS =
            Pattern.compile("(?ms)^# --- options: begin ---$\\R(.*?)^# --- options: end ---$");

    /** Not java.net.URI, which rejects a host with an underscore. */
    private static final Pattern URL =
            Pattern.compile("(https?)://(\\[[0-9A-Za-z:.%]+]|[^/:\"\\\\]+)(?::([0-9]+))?(?:/([^\"\\\\]*))?");

    private final PoapScriptFiles files;
    private final @Nullable String serverUrl;
    private final Events events;

    /** @param serverUrl the setting {@code server_url}, without a slash at the end; null if it is not set */
    public PoapScript(PoapScriptFiles files, @Nullable String serverUrl, Events events) {
        this.events = events;
        this.files = files;
        this.serverUrl = serverUrl;
    }

    /**
     * The script for a switch that finds the server under this URL.
     *
     * @throws ProvisioningException (MISSING_FILE) if there is no script
     * @throws ProvisioningException (INVALID_FILE) if it can't be filled in
     */
    public byte[] script(Contact contact, String url) {
        byte[] source = files.source()
                .orElseThrow(() -> new ProvisioningException(
                        FaultKind.MISSING_FILE, files.sourcePath() + " is missing: put the POAP script there"));
        byte[] script = prepared(files.sourcePath(), source, url);
        events.tell(contact, new Happening.BootstrapServed(files.sourcePath()));
        return script;
    }

    /**
     * Updates the copy in the TFTP root. Its options come from {@code server_url}. Without that setting they are those of
     * the source, because no request may decide which server other switches use. A fault is logged, and the old copy
     * stays in place.
     */
    public void publish() {
        try {
            files.source().ifPresent(source -> files.publish(prepared(files.sourcePath(), source, serverUrl)));
        } catch (RuntimeException e) {
            log.error("The copy of {} for TFTP can't be brought up to date", files.sourcePath(), e);
        }
    }

    private static byte[] prepared(String file, byte[] source, @Nullable String url) {
        String text = new String(source, StandardCharsets.ISO_8859_1);
        if (url != null) {
            text = filled(file, text, options(url));
        }
        return stamped(file, text).getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * Stamps a script: its line 2 becomes the MD5 of the other lines.
     *
     * @param file its name, for messages
     * @throws ProvisioningException (INVALID_FILE) if line 1 is not that of a script
     */
    public static byte[] stamped(String file, byte[] script) {
        return stamped(file, new String(script, StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String stamped(String file, String script) {
        List<String> lines = LINE.matcher(script)
                .results()
                .map(MatchResult::group)
                .filter(line -> !line.startsWith(STAMP))
                .toList();
        if (lines.isEmpty() || !lines.get(0).startsWith("#!") || !lines.get(0).endsWith("\n")) {
            throw ProvisioningException.invalidFile(
                    new Finding(file, 1, "is not a POAP script: line 1 must be like #!/bin/env python"));
        }
        String unstamped = String.join("", lines);
        String stamp = STAMP + "=\"" + md5(unstamped) + "\"\n";
        int second = lines.get(0).length();
        return unstamped.substring(0, second) + stamp + unstamped.substring(second);
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The values of {@code options} in the script, for this server. */
    private static Map<String, String> options(String url) {
        Matcher parts = URL.matcher(url);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not the URL of a server: " + url);
        }
        String standardPort = parts.group(1).equals("https") ? "443" : "80";
        Map<String, String> options = new LinkedHashMap<>();
        options.put("poap_server", parts.group(2));
        options.put("port", parts.group(3) == null ? standardPort : parts.group(3));
        options.put("prefix", parts.group(4) == null ? "" : parts.group(4));
        options.put("protocol", parts.group(1));
        return options;
    }

    private static String filled(String file, String script, Map<String, String> options) {
        Matcher block = OPTIONS.matcher(script);
        if (!block.find()) {
            log.warn("{} has no options between '# --- options: begin ---' and 'end': they stay as they are", file);
            return script;
        }
        String lines = block.group(1);
        for (Map.Entry<String, String> option : options.entrySet()) {
            Matcher line = Pattern.compile("(?m)^( *\"" + option.getKey() + "\": *\")[^\"\n]*(\",?)(\r?)$")
                    .matcher(lines);
            if (!line.find()) {
                throw ProvisioningException.invalidFile(new Finding(
                        file,
                        (int) script.substring(0, block.start()).lines().count() + 1,
                        "the options have no line \"" + option.getKey() + "\": \"...\""));
            }
            lines = line.replaceFirst("$1" + Matcher.quoteReplacement(option.getValue()) + "$2$3");
        }
        return script.substring(0, block.start(1)) + lines + script.substring(block.end(1));
    }

    /**
     * Checks that the source can be filled in and stamped, for {@code --validate-config}.
     *
     * @throws ProvisioningException (INVALID_FILE) if it can't
     */
    public static void check(PoapScriptFiles files) {
        Optional<byte[]> source = files.source();
        source.ifPresent(bytes -> prepared(files.sourcePath(), bytes, "http://ztpserver"));
    }
}
