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
 * What every protocol builds on.
 *
 * @param identifiers how nodes are named
 * @param values pools and plugins
 * @param paths the first segments of all paths of the server, which are no names of switches
 * @param events where to tell what happens
 * @param faults what a request ends with that can't be served
 */
public record SharedServices(
        DataRoot root,
        IdentifierScheme identifiers,
        ResourceDesk values,
        ServedFiles files,
        FileDownloads downloads,
        ExternalUrls urls,
        ReservedPaths paths,
        Events events,
        FaultReports faults,
        Clock clock) {}
