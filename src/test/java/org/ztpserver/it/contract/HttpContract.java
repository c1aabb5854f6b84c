package org.ztpserver.it.contract;

/** All that a client can see of the server: part A of the contract. */
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
                FaultContract {}
