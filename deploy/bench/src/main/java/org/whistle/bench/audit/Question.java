package org.whistle.bench.audit;

import java.util.Random;
import java.util.function.Function;

/** Something that somebody asks again and again, a little otherwise each time. */
record Question(String name, Function<Random, String> path) {}
