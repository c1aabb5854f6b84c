package org.ztpserver.provisioning;

/** Where {@link PodVars} come from. */
public interface PodVarsSource {

    /**
     * podvars.yml as it is now; without entries when there is no such file.
     *
     * @throws InvalidFileException when it is not YAML
     */
    PodVars read();
}
