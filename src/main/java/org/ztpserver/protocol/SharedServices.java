package org.ztpserver.protocol;

import java.time.Clock;
import org.ztpserver.core.node.IdentifierScheme;
import org.ztpserver.event.Events;
import org.ztpserver.files.ServedFiles;
import org.ztpserver.files.http.FileDownloads;
import org.ztpserver.http.ExternalUrls;
import org.ztpserver.http.FaultReports;
import org.ztpserver.resource.ResourceDesk;
import org.ztpserver.site.DataRoot;

/**
 * The services that all protocols share.
 *
 * @param root where the operator's files are
 * @param state where the server writes; the same as the root, or a folder that outlives it
 * @param identifiers how nodes are identified
 * @param values pools and plugins
 * @param paths the first segments of all paths of the server, which can't be names of switches
 * @param events the events of the server
 * @param faults the answers to requests that can't be served
 */
public record SharedServices(
        DataRoot root,
        DataRoot state,
        IdentifierScheme identifiers,
        ResourceDesk values,
        ServedFiles files,
        FileDownloads downloads,
        ExternalUrls urls,
        ReservedPaths paths,
        Events events,
        FaultReports faults,
        Clock clock) {}
