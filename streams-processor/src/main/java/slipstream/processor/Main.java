package slipstream.processor;

import java.time.InstantSource;
import slipstream.kit.run.ServiceProcess;

/** The processor as a process of its own. */
public final class Main {
    private Main() {}

    /** Starts the processor with settings from {@code --config FILE} and the environment. */
    public static void main(String... arguments) {
        ServiceProcess.run(
                "streams-processor",
                reader -> {
                    ProcessorSettings settings = ProcessorSettings.read(reader);
                    reader.finish();
                    return StreamsProcessor.launch(settings, InstantSource.system());
                },
                arguments);
    }
}
