package org.ztpserver.app.config;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.ztpserver.http.Json;

/**
 * {@code log_format = json}: an event is one JSON object on a line of its own, in UTF-8. It has {@code time}, {@code level}
 * and {@code message}; of a request also what is known of {@code node}, {@code address} and {@code event}; of a fault of
 * the server {@code error}, with the stack trace. All values are text.
 */
final class JsonLines extends EncoderBase<ILoggingEvent> {

    /** To the millisecond always: {@code 2026-11-20T13:11:38.000Z}. */
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    /** Of the diagnostic context. */
    private static final List<String> CONTEXT = List.of("node", "address", "event");

    /** Half a character can't be written as UTF-8. */
    private static final String HARMFUL = Logging.CONTROL + "|\\p{Cs}";

    private static final Pattern IN_A_LINE = Pattern.compile(HARMFUL);
    private static final Pattern IN_A_TRACE = Pattern.compile("(?![\\n\\t])(?:" + HARMFUL + ")");

    @Override
    public byte[] encode(ILoggingEvent event) {
        Map<String, String> line = new LinkedHashMap<>();
        line.put("time", TIME.format(Instant.ofEpochMilli(event.getTimeStamp())));
        line.put("level", event.getLevel().toString());
        line.put("message", harmless(IN_A_LINE, String.valueOf(event.getFormattedMessage())));
        for (String key : CONTEXT) {
            String value = event.getMDCPropertyMap().get(key);
            if (value != null) {
                line.put(key, harmless(IN_A_LINE, value));
            }
        }
        if (event.getThrowableProxy() != null) {
            line.put("error", harmless(IN_A_TRACE, ThrowableProxyUtil.asString(event.getThrowableProxy())));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(Json.write(line));
        bytes.write('\n');
        return bytes.toByteArray();
    }

    private static String harmless(Pattern harmful, String text) {
        return harmful.matcher(text).replaceAll("?");
    }

    @Override
    public byte[] headerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] footerBytes() {
        return new byte[0];
    }
}
