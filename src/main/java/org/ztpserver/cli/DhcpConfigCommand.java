package org.ztpserver.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ztpserver.app.ZtpApplication;
import org.ztpserver.app.config.ConfigException;
import org.ztpserver.app.config.ServerConfig;
import org.ztpserver.core.address.IpAddress;
import org.ztpserver.core.node.SerialNumber;
import org.ztpserver.protocol.Protocol;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code ztps dhcp-config}: prints the DHCP configuration that leads new switches to this server. */
@Command(
        name = "dhcp-config",
        description = "Print the configuration of a DHCP server that leads new switches to this server.",
        sortOptions = false)
final class DhcpConfigCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Option(
            names = "--flavor",
            required = true,
            paramLabel = "NAME",
            description = "The DHCP server: ${COMPLETION-CANDIDATES}.")
    @SuppressWarnings("NullAway.Init") // required
    private DhcpFlavor flavor;

    @Option(
            names = "--subnet",
            required = true,
            paramLabel = "NETWORK",
            converter = SubnetConverter.class,
            description = "The network of the switches: 192.0.2.0/24.")
    @SuppressWarnings("NullAway.Init") // required
    private Subnet subnet;

    @Option(
            names = "--range",
            required = true,
            split = "-",
            arity = "1",
            hideParamSyntax = true,
            paramLabel = "FIRST-LAST",
            converter = Ipv4Converter.class,
            description = "The addresses for switches: 192.0.2.100-192.0.2.199.")
    @SuppressWarnings("NullAway.Init") // required
    private IpAddress[] range;

    @Option(
            names = "--router",
            paramLabel = "ADDRESS",
            converter = Ipv4Converter.class,
            description = "The switches' default gateway.")
    private @Nullable IpAddress router;

    @Option(
            names = "--tftp",
            paramLabel = "ADDRESS",
            converter = Ipv4Converter.class,
            description = "The TFTP server; by default the host of server_url.")
    private @Nullable IpAddress tftp;

    @Option(
            names = "--reserve",
            paramLabel = "SERIAL=ADDRESS",
            description = "The address of an NX-OS switch. Can be given several times.")
    private Map<String, String> reservations = Map.of();

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private final HelpOption help = new HelpOption();

    @Override
    public Integer call() {
        ServerConfig config = server.config();
        String url = config.serverUrl()
                .orElseThrow(() -> new ConfigException(
                        "set [default] server_url or ZTPS_DEFAULT_SERVER: dhcp-config needs the URL under which"
                                + " switches reach this server"));
        PrintWriter out = spec.commandLine().getOut();
        try {
            out.print(flavor.write(plan(config, url)));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        out.flush();
        return 0;
    }

    private DhcpPlan plan(ServerConfig config, String url) {
        if (range.length != 2) {
            throw new IllegalArgumentException("--range must be two addresses such as 192.0.2.100-192.0.2.199");
        }
        return new DhcpPlan(
                subnet,
                range[0],
                range[1],
                Optional.ofNullable(router),
                url,
                tftp == null ? tftpServer(url) : tftp,
                config.stateRoot().or(config::dataRoot),
                ZtpApplication.protocols(config).stream().map(Protocol::dhcp).toList(),
                reservations.entrySet().stream()
                        .collect(Collectors.toMap(
                                entry -> SerialNumber.parse(entry.getKey()),
                                entry -> IpAddress.parseIpv4(entry.getValue()),
                                (a, b) -> b,
                                LinkedHashMap::new)));
    }

    private static IpAddress tftpServer(String url) {
        String host = URI.create(url).getHost();
        try {
            return IpAddress.parseIpv4(host);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "option 150 needs an IPv4 address, but server_url has '" + host + "': give --tftp ADDRESS", e);
        }
    }

    static final class SubnetConverter implements ITypeConverter<Subnet> {
        @Override
        public Subnet convert(String text) {
            try {
                return Subnet.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }

    static final class Ipv4Converter implements ITypeConverter<IpAddress> {
        @Override
        public IpAddress convert(String text) {
            try {
                return IpAddress.parseIpv4(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }
}
