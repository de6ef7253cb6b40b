/** The five services as child processes: their keys, environment, start-up caches and supervision. */
@NullMarked
package org.whistle.standalone.service;

import org.jspecify.annotations.NullMarked;
