package slipstream.standalone.registry;

import java.util.List;

/**
 * Why a request is refused, in the numbers and words of Confluent's REST API.
 *
 * @param status HTTP status
 * @param code the API's own code
 * @param message in words
 */
record RegistryFault(int status, int code, String message) {
    static RegistryFault unknownSubject(String subject) {
        return new RegistryFault(404, 40401, "Subject '" + subject + "' not found.");
    }

    static RegistryFault unknownVersion(String version) {
        return new RegistryFault(404, 40402, "Version " + version + " not found.");
    }

    static RegistryFault unknownSchema() {
        return new RegistryFault(404, 40403, "Schema not found");
    }

    static RegistryFault noLevel(String subject) {
        return new RegistryFault(
                404, 40408, "Subject '" + subject + "' does not have subject-level compatibility configured");
    }

    static RegistryFault invalidSchema(String why) {
        return new RegistryFault(422, 42201, "Invalid schema: " + why);
    }

    static RegistryFault invalidVersion(String version) {
        return new RegistryFault(
                422,
                42202,
                "The specified version '" + version + "' is not a valid version id. Allowed values are between"
                        + " [1, 2^31-1] and the string \"latest\"");
    }

    static RegistryFault invalidLevel(String level) {
        return new RegistryFault(
                422,
                42203,
                "Invalid compatibility level '" + level + "'. Valid values are " + List.of(Compatibility.values()));
    }

    static RegistryFault incompatible(String subject, List<String> objections) {
        return new RegistryFault(
                409,
                409,
                "Schema being registered is incompatible with an earlier schema for subject \"" + subject + "\": "
                        + String.join("; ", objections));
    }

    static RegistryFault unreadable(String why) {
        return new RegistryFault(400, 400, why);
    }

    static RegistryFault full(String why) {
        return new RegistryFault(507, 50701, why);
    }

    static RegistryFault notStored() {
        return new RegistryFault(500, 50001, "Register schema operation failed: not stored, send again");
    }
}
