package org.ztpserver.protocol;

import java.time.Clock;
import org.ztpserver.core.node.IdentifierScheme;
import org.ztpserver.files.ServedFiles;
import org.ztpserver.files.http.FileHandOver;
import org.ztpserver.http.ExternalUrls;
import org.ztpserver.resource.ResourceDesk;
import org.ztpserver.site.DataRoot;

/**
 * What every protocol builds on.
 *
 * @param identifiers how nodes are named
 * @param values pools and plugins
 * @param paths the first segments of all paths of the server, which are no names of switches
 */
public record SharedServices(
        DataRoot root,
        IdentifierScheme identifiers,
        ResourceDesk values,
        ServedFiles files,
        FileHandOver handOver,
        ExternalUrls urls,
        ReservedPaths paths,
        Clock clock) {}
