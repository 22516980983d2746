/**
 * The health of clients and of groups. Boot 4 has the types of Boot 3 in other packages,
 * so there is one configuration for each.
 */
@NullMarked
package io.github.magiconion4j.autoconfigure.health;

import org.jspecify.annotations.NullMarked;
