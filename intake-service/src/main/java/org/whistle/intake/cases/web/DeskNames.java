package org.whistle.intake.cases.web;

import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;
import org.whistle.intake.cases.CaseQueries;

/** The names of the desks as api.md writes them. */
@Component
class DeskNames implements Converter<String, CaseQueries.Desk> {

    @Override
    public CaseQueries.Desk convert(String name) {
        return CaseQueries.Desk.of(name);
    }
}
