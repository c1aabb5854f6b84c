package org.ztpserver.files.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ztpserver.files.ServedFile;
import org.ztpserver.http.HtmlErrors;

/** Answers with a file or a part of it, with the conditions of RFC 9110 13, and always with the length. */
final class FileResponse {

    /** RFC 9110 5.6.7. The day always has two digits, unlike in Java's RFC 1123 format. */
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    private FileResponse() {}

    /**
     * Answers a {@code GET} or {@code HEAD} for the file, except for its bytes. Only {@code GET} supports a range (RFC
     * 9110 14.2).
     *
     * @return the bytes to send; empty if there are none
     */
    static Optional<ByteRange> begin(
            ServedFile file, String mediaType, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader("Accept-Ranges", "bytes");
        response.setHeader("ETag", file.entityTag());
        response.setHeader("Last-Modified", httpDate(file.lastModified()));
        if (preconditionFailed(file, request)) {
            HtmlErrors.send(response, 412, "the file has changed");
            return Optional.empty();
        }
        if (notModified(file, request)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return Optional.empty();
        }
        Optional<ByteRange> range;
        try {
            range = request.getMethod().equals("GET") && rangeStillValid(file, request)
                    ? ByteRange.parse(request.getHeader("Range"), file.size())
                    : Optional.empty();
        } catch (ByteRange.UnsatisfiableException e) {
            response.setHeader("Content-Range", "bytes */" + file.size());
            HtmlErrors.send(response, 416, "the file has only " + file.size() + " bytes");
            return Optional.empty();
        }
        response.setContentType(mediaType);
        range.ifPresent(part -> {
            response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
            response.setHeader("Content-Range", "bytes " + part.first() + "-" + part.last() + "/" + file.size());
        });
        response.setContentLengthLong(range.map(ByteRange::length).orElse(file.size()));
        if (request.getMethod().equals("HEAD") || file.size() == 0) {
            return Optional.empty();
        }
        return range.or(() -> Optional.of(new ByteRange(0, file.size() - 1)));
    }

    private static boolean preconditionFailed(ServedFile file, HttpServletRequest request) {
        String ifMatch = request.getHeader("If-Match");
        if (ifMatch != null) {
            return !lists(ifMatch, file.entityTag(), false);
        }
        return date(request.getHeader("If-Unmodified-Since"))
                .map(date -> seconds(file.lastModified()).isAfter(date))
                .orElse(false);
    }

    private static boolean notModified(ServedFile file, HttpServletRequest request) {
        String ifNoneMatch = request.getHeader("If-None-Match");
        if (ifNoneMatch != null) {
            return lists(ifNoneMatch, file.entityTag(), true);
        }
        return date(request.getHeader("If-Modified-Since"))
                .map(date -> !seconds(file.lastModified()).isAfter(date))
                .orElse(false);
    }

    /** {@code If-Range} (RFC 9110 13.1.5): a part is only useful if the file has not changed since the client began. */
    private static boolean rangeStillValid(ServedFile file, HttpServletRequest request) {
        String ifRange = request.getHeader("If-Range");
        if (ifRange == null) {
            return true;
        }
        return ifRange.startsWith("\"")
                ? ifRange.strip().equals(file.entityTag())
                : date(ifRange)
                        .map(date -> seconds(file.lastModified()).equals(date))
                        .orElse(false);
    }

    private static boolean lists(String header, String entityTag, boolean weak) {
        return header.strip().equals("*")
                || Arrays.stream(header.split(",", -1))
                        .map(String::strip)
                        .map(tag -> weak && tag.startsWith("W/") ? tag.substring(2) : tag)
                        .anyMatch(entityTag::equals);
    }

    private static Optional<Instant> date(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(ZonedDateTime.parse(header.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty(); // a date that can't be parsed is not a condition
        }
    }

    private static String httpDate(Instant instant) {
        return HTTP_DATE.format(instant.atOffset(ZoneOffset.UTC));
    }

    private static Instant seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }
}
