/** Who signed an event: Ed25519 keys per producing service, old public keys kept. */
@NullMarked
package org.whistle.events.signature;

import org.jspecify.annotations.NullMarked;
