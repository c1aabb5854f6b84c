package org.ztpserver.render;

import com.google.common.collect.SetMultimap;
import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.interpret.Context;

/**
 * The filters, tests, functions and tags of Jinjava, as the parent of the variables of each rendering.
 *
 * <p>Renderings share it, because Jinjava's own way, a copy for each, takes as long as the rendering. It does not change:
 * of what a rendering notes about itself in its parents, it takes nothing.
 */
final class JinjaGlobals extends Context {

    JinjaGlobals(Jinjava jinjava) {
        super(null, jinjava.getGlobalContext());
        jinjava.getGlobalContext().getAllExpTests().forEach(this::registerExpTest);
        jinjava.getGlobalContext().getAllFilters().forEach(this::registerFilter);
        jinjava.getGlobalContext().getAllFunctions().forEach(this::registerFunction);
        jinjava.getGlobalContext().getAllTags().forEach(this::registerTag);
        getGlobalMacros(); // created by the first read otherwise
    }

    @Override
    public void addResolvedExpression(String expression) {}

    @Override
    public void addResolvedValue(String value) {}

    @Override
    public void addResolvedFunction(String function) {}

    @Override
    public void addDependency(String type, String identification) {}

    @Override
    public void addDependencies(SetMultimap<String, String> dependencies) {}
}
