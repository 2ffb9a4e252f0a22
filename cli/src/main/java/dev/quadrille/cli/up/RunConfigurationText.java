package dev.quadrille.cli.up;

import dev.quadrille.local.RunConfiguration;
import java.util.stream.Collectors;

/// Formats a run configuration for the user. The environment variables are not indented, so that
/// they can be pasted into the run configuration of an IDE.
final class RunConfigurationText {

    private RunConfigurationText() {}

    static String of(RunConfiguration configuration) {
        String environment =
                configuration.environment().entrySet().stream()
                        .map(variable -> variable.getKey() + "=" + variable.getValue())
                        .collect(Collectors.joining("\n"));
        return """

        %1$s was left out. Run it in your IDE with:

          Module             %1$s
          Main class         %2$s
          Working directory  %3$s
          Program arguments  none
          Environment variables:

        %4$s\
        """
                .formatted(
                        configuration.module(),
                        configuration.mainClass(),
                        configuration.workingDirectory(),
                        environment);
    }
}
