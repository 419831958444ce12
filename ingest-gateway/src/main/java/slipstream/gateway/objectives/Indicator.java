package slipstream.gateway.objectives;

import java.util.Optional;

/**
 * Which series an SLI document means, and what of them.
 *
 * @param sli id of the indicator
 * @param scope the whole scope; absent means every one
 * @param product the product; absent means every one
 * @param ofLatency whether it is about how long good events took, otherwise about good and bad
 */
record Indicator(String sli, Optional<String> scope, Optional<String> product, boolean ofLatency) {}
