/** Ed25519 (RFC 8032) and its keys in files: the one place where Whistle signs and verifies. */
@NullMarked
package org.whistle.proof.signature;

import org.jspecify.annotations.NullMarked;
