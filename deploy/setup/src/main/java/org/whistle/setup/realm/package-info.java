/** The realm of a Keycloak, made from a county pack. */
@NullMarked
package org.whistle.setup.realm;

import org.jspecify.annotations.NullMarked;
