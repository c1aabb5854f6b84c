package org.ztpserver.it.contract;

/**
 * What a client can see of the server and a container can break: paths and their encodings, methods, headers and statuses,
 * bodies of every kind and size, ranges and conditions. It is run in every container.
 *
 * <p>What the server decides by itself is the same in all of them, and is a matter of unit tests. {@link
 * RegistrationDecisions} and {@link DefinitionDecisions} have one example of each such decision over HTTP; they run on the
 * standalone server only. Which pattern a node matches is not asked over HTTP at all ({@code TopologyCasesTest}).
 */
public interface HttpContract
        extends BootstrapContract,
                FilesContract,
                RegistrationContract,
                DefinitionContract,
                StartupConfigContract,
                ProgressContract,
                PathContract,
                ProxyContract,
                ReadOnAccessContract,
                FaultContract,
                SlowClientsContract {}
