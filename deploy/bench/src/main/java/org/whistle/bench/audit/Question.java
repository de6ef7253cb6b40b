package org.whistle.bench.audit;

import java.util.Random;
import java.util.function.Function;

/** A query that is sent repeatedly with random parameters. */
record Question(String name, Function<Random, String> path) {}
