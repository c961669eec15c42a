//! A grammar's rules over a line of code. A line goes in, the changes of its scopes come out. It must never spin: a library
//! reads the grammars and runs their expressions, each of which comes to an end; what follows what is decided here, where
//! rules that take no character may follow each other only so often, and the clock is looked at before every search.
//!
//! A grammar is a set of contexts; the one on top of a stack rules. Of its rules the one wins that matches first in the line,
//! of several at the same place the one that is written first. What it matched gets its scopes, and it may push contexts, set
//! others in its own one's place, or pop it. A context that was pushed without taking a character may not be popped so.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::rc::Rc;
use std::time::Instant;

use syntect::parsing::syntax_definition::{
    Context, ContextId, ContextReference, MatchOperation, MatchPattern, Pattern, context_iter,
};
use syntect::parsing::{Region, ScopeStackOp, SyntaxReference, SyntaxSet};

/// How many rules may follow each other at one place of a line. Grammars that mean well push and pop a few dozen contexts.
const MOST_IDLE: usize = 400;
/// How many contexts may be open.
const DEEPEST: usize = 100;

/// Changes of scope, each at the byte at which it happens.
pub(super) type Changes = Vec<(usize, ScopeStackOp)>;

/// The line was given up: its grammar goes round in circles, or time is up.
#[derive(Debug, PartialEq)]
pub(super) struct GivenUp;

/// Reads text by a grammar, line by line.
pub(super) struct Engine<'a> {
    set: &'a SyntaxSet,
    start: &'a Context,
    stack: Vec<Level<'a>>,
    /// Heights of the stack at which rules that came with a context pushed another one: below, none of those count.
    covered: Vec<usize>,
    is_first: bool,
    known: HashMap<ContextId, &'a Context>,
    until: Instant,
}

/// What a rule matched that began a context, and the line that it stood in: the context's own rules may refer to it.
type Opened = Option<Rc<(Region, String)>>;

/// A context that is open.
#[derive(Clone)]
struct Level<'a> {
    context: &'a Context,
    /// Contexts whose rules go before those of all that is pushed onto this one.
    over: Vec<&'a Context>,
    /// What opened it, for expressions that speak of that.
    opened: Opened,
}

/// A rule that matched.
struct Found<'a> {
    rule: &'a MatchPattern,
    region: Region,
    span: (usize, usize),
    /// It came with a context further down the stack.
    from_over: bool,
    /// It would pop what was pushed here without a character.
    circles: bool,
}

/// What was found on a line before, by rule: nothing, or where.
type Cache = HashMap<*const MatchPattern, Option<Region>, BuildHasherDefault<Addresses>>;

/// Addresses need no better hash than this.
#[derive(Default)]
struct Addresses(u64);

impl Hasher for Addresses {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0.rotate_left(5) ^ u64::from(*byte)).wrapping_mul(0x517c_c1b7_2722_0a95);
        }
    }

    fn write_usize(&mut self, address: usize) {
        self.0 = (address as u64 >> 3).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

impl<'a> Engine<'a> {
    /// An engine for texts of `syntax`, which is one of `set`; it gives up at `until`.
    pub(super) fn new(set: &'a SyntaxSet, syntax: &SyntaxReference, until: Instant) -> Option<Self> {
        let start = start(set, syntax)?;
        let (stack, covered) = (Vec::new(), Vec::new());
        let mut engine = Self { set, start, stack, covered, is_first: true, known: HashMap::new(), until };
        engine.restart();
        Some(engine)
    }

    /// Begins a text anew.
    pub(super) fn restart(&mut self) {
        self.stack.truncate(0);
        self.stack.push(Level { context: self.start, over: Vec::new(), opened: None });
        self.covered.clear();
        self.is_first = true;
    }

    /// The changes on the next line, which ends in a line feed.
    pub(super) fn line(&mut self, line: &str) -> Result<Changes, GivenUp> {
        let mut changes = Changes::new();
        if std::mem::take(&mut self.is_first)
            && let Some(scope) = self.stack.last().and_then(|level| level.context.meta_content_scope.first())
        {
            changes.push((0, ScopeStackOp::Push(*scope)));
        }
        let mut cache = Cache::default();
        let (mut at, mut idle) = (0, 0);
        // Where something was pushed without a character, and how high the stack is since.
        let mut pushed = None;
        loop {
            while self.covered.last().is_some_and(|height| *height >= self.stack.len()) {
                self.covered.pop();
            }
            let circling = pushed == Some((at, self.stack.len()));
            let Some(found) = self.first_match(line, (at, circling), &mut cache)? else { return Ok(changes) };
            let before = at;
            if found.circles {
                // On by a character: there it is no circle any more.
                let Some(next) = line.get(at..).and_then(|rest| rest.chars().next()).map(char::len_utf8) else {
                    return Ok(changes);
                };
                if at + next >= line.len() {
                    return Ok(changes);
                }
                at += next;
                idle = 0;
                continue;
            }
            at = found.span.1;
            if at == before && matches!(found.rule.operation, MatchOperation::Push(_)) {
                pushed = Some((at, self.stack.len() + 1));
            }
            idle = if at > before { 0 } else { idle + 1 };
            if idle > MOST_IDLE {
                return Err(GivenUp);
            }
            if found.from_over {
                self.covered.push(self.stack.len());
            }
            self.scopes(&found, &mut changes)?;
            self.turn(line, found)?;
        }
    }

    /// The rule that matches first at or after `at`.
    fn first_match(
        &mut self,
        line: &str,
        (at, circling): (usize, bool),
        cache: &mut Cache,
    ) -> Result<Option<Found<'a>>, GivenUp> {
        let top = self.stack.last().cloned().ok_or(GivenUp)?;
        let from = self.covered.last().copied().unwrap_or(0);
        let mut contexts: Vec<(bool, &'a Context, Opened)> = Vec::new();
        for level in self.stack.get(from..).unwrap_or_default() {
            contexts.extend(level.over.iter().map(|context| (true, *context, level.opened.clone())));
        }
        if let Some(id) = top.context.prototype {
            contexts.push((false, self.by_id(id)?, None));
        }
        contexts.push((false, top.context, top.opened));
        let mut best: Option<Found<'a>> = None;
        for (from_over, context, opened) in contexts {
            for (owner, index) in context_iter(self.set, context) {
                let Some(Pattern::Match(rule)) = owner.patterns.get(index) else { continue };
                let Some(region) = self.search(line, at, (rule, opened.as_deref()), cache)? else { continue };
                let Some(span) = region.pos(0) else { continue };
                let earlier = best.as_ref().is_none_or(|best| span.0 < best.span.0);
                let better = best.as_ref().is_some_and(|best| span.0 == best.span.0 && best.circles);
                if !earlier && !better {
                    continue;
                }
                if matches!(rule.operation, MatchOperation::Push(_)) && self.stack.len() >= DEEPEST {
                    return Ok(None);
                }
                let circles = circling && span.1 <= at && matches!(rule.operation, MatchOperation::Pop);
                best = Some(Found { rule, region, span, from_over, circles });
                // Nothing matches earlier than here.
                if span.0 == at && !circles {
                    return Ok(best);
                }
            }
        }
        Ok(best)
    }

    /// Where `rule` matches at or after `at`, if that leads anywhere.
    fn search(
        &self,
        line: &str,
        at: usize,
        (rule, opened): (&'a MatchPattern, Option<&(Region, String)>),
        cache: &mut Cache,
    ) -> Result<Option<Region>, GivenUp> {
        let key: *const MatchPattern = rule;
        match cache.get(&key) {
            Some(None) => return Ok(None),
            Some(Some(region)) if region.pos(0).is_some_and(|(from, _)| from >= at) => return Ok(Some(region.clone())),
            _ => {}
        }
        if Instant::now() > self.until {
            return Err(GivenUp);
        }
        let mut region = Region::new();
        // An expression that speaks of what opened its context is another one each time.
        let opened = opened.filter(|_| rule.has_captures);
        let matched = match opened {
            Some((region_then, text)) => {
                let own = rule.regex_with_refs(region_then, text);
                own.search(line, at, line.len(), Some(&mut region))
            }
            None => rule.regex().search(line, at, line.len(), Some(&mut region)),
        };
        let Some((from, to)) = region.pos(0).filter(|_| matched) else {
            if opened.is_none() {
                cache.insert(key, None);
            }
            return Ok(None);
        };
        let leads = match rule.operation {
            MatchOperation::None => from != to,
            MatchOperation::Push(_) => self.stack.len() < DEEPEST,
            MatchOperation::Set(_) | MatchOperation::Pop => true,
        };
        if leads && opened.is_none() {
            cache.insert(key, Some(region.clone()));
        }
        Ok(leads.then_some(region))
    }

    /// The changes of scope that a rule makes.
    fn scopes(&self, found: &Found<'a>, changes: &mut Changes) -> Result<(), GivenUp> {
        let Found { rule, region, span: (from, to), .. } = found;
        let own = self.stack.last().ok_or(GivenUp)?.context;
        let pop = |changes: &mut Changes, at: usize, count: usize| {
            if count > 0 {
                changes.push((at, ScopeStackOp::Pop(count)));
            }
        };
        let opens = match &rule.operation {
            MatchOperation::Push(contexts) | MatchOperation::Set(contexts) => self.resolved(contexts)?,
            MatchOperation::Pop | MatchOperation::None => Vec::new(),
        };
        let is_set = matches!(rule.operation, MatchOperation::Set(_));
        // Before what matched.
        match rule.operation {
            MatchOperation::Pop => pop(changes, *from, own.meta_content_scope.len()),
            MatchOperation::Push(_) | MatchOperation::Set(_) => {
                if is_set && own.clear_scopes.is_some() {
                    changes.push((*from, ScopeStackOp::Restore));
                }
                for context in &opens {
                    if let Some(amount) = context.clear_scopes.filter(|_| !is_set) {
                        changes.push((*from, ScopeStackOp::Clear(amount)));
                    }
                    changes.extend(context.meta_scope.iter().map(|scope| (*from, ScopeStackOp::Push(*scope))));
                }
            }
            MatchOperation::None => {}
        }
        changes.extend(rule.scope.iter().map(|scope| (*from, ScopeStackOp::Push(*scope))));
        captures(rule, region, changes);
        pop(changes, *to, rule.scope.len());
        // Behind it.
        match rule.operation {
            MatchOperation::Pop => {
                pop(changes, *to, own.meta_scope.len());
                if own.clear_scopes.is_some() {
                    changes.push((*to, ScopeStackOp::Restore));
                }
            }
            MatchOperation::Push(_) | MatchOperation::Set(_) => {
                let left = if is_set { own.meta_scope.len() + own.meta_content_scope.len() } else { 0 };
                let says = |context: &&Context| {
                    !context.meta_content_scope.is_empty() || is_set && context.clear_scopes.is_some()
                };
                if left == 0 && !opens.iter().any(says) {
                    return Ok(());
                }
                pop(changes, *to, left + opens.iter().map(|context| context.meta_scope.len()).sum::<usize>());
                for context in opens {
                    if let Some(amount) = context.clear_scopes.filter(|_| is_set) {
                        changes.push((*to, ScopeStackOp::Clear(amount)));
                    }
                    let scopes = context.meta_scope.iter().chain(&context.meta_content_scope);
                    changes.extend(scopes.map(|scope| (*to, ScopeStackOp::Push(*scope))));
                }
            }
            MatchOperation::None => {}
        }
        Ok(())
    }

    /// Does to the stack what a rule says.
    fn turn(&mut self, line: &str, found: Found<'a>) -> Result<(), GivenUp> {
        let rule = found.rule;
        let (contexts, mut kept) = match &rule.operation {
            MatchOperation::Push(contexts) => (contexts, Vec::new()),
            // What a context brought along stays until its level is popped.
            MatchOperation::Set(contexts) => (contexts, self.stack.pop().map(|level| level.over).unwrap_or_default()),
            MatchOperation::Pop => {
                self.stack.pop();
                return Ok(());
            }
            MatchOperation::None => return Ok(()),
        };
        let opened = Rc::new((found.region, line.to_owned()));
        let last = contexts.len().saturating_sub(1);
        for (n, context) in self.resolved(contexts)?.into_iter().enumerate() {
            let mut over = std::mem::take(&mut kept);
            if let Some(brought) = rule.with_prototype.as_ref().filter(|_| n == last) {
                over.push(brought.resolve(self.set).map_err(|_| GivenUp)?);
            }
            let speaks = context.uses_backrefs || over.iter().any(|context| context.uses_backrefs);
            self.stack.push(Level { context, over, opened: speaks.then(|| Rc::clone(&opened)) });
        }
        Ok(())
    }

    fn resolved(&self, contexts: &'a [ContextReference]) -> Result<Vec<&'a Context>, GivenUp> {
        contexts.iter().map(|one| one.resolve(self.set).map_err(|_| GivenUp)).collect()
    }

    fn by_id(&mut self, id: ContextId) -> Result<&'a Context, GivenUp> {
        if let Some(context) = self.known.get(&id) {
            return Ok(context);
        }
        let id_value = serde_json::to_value(id).map_err(|_| GivenUp)?;
        let context = direct(self.set, id_value).ok_or(GivenUp)?;
        self.known.insert(id, context);
        Ok(context)
    }
}

/// The scopes of what a rule names in its match, the outer before the inner ones.
fn captures(rule: &MatchPattern, region: &Region, changes: &mut Changes) {
    let mut all = Vec::new();
    for (group, scopes) in rule.captures.iter().flatten() {
        let Some((from, to)) = region.pos(*group).filter(|(from, to)| from < to) else { continue };
        let outer_first = std::cmp::Reverse(to - from);
        all.extend(scopes.iter().map(|scope| (from, Some(outer_first), ScopeStackOp::Push(*scope))));
        all.push((to, None, ScopeStackOp::Pop(scopes.len())));
    }
    // What ends at a place comes before what begins there.
    all.sort_by_key(|(at, order, _)| (*at, *order));
    changes.extend(all.into_iter().map(|(at, _, change)| (at, change)));
}

/// The context in which a text of `syntax` begins: of all its contexts the only one that does nothing but push another.
fn start<'a>(set: &'a SyntaxSet, syntax: &SyntaxReference) -> Option<&'a Context> {
    let index = set.syntaxes().iter().position(|other| other.name == syntax.name)?;
    let at = |n: usize| direct(set, serde_json::json!({ "syntax_index": index, "context_index": n }));
    (0..).map_while(at).find(|context| {
        let only = match context.patterns.as_slice() {
            [Pattern::Match(rule)] => rule,
            _ => return false,
        };
        only.regex.regex_str().is_empty()
            && matches!(&only.operation, MatchOperation::Push(contexts) if contexts.len() == 1)
            && context.meta_content_scope == [syntax.scope]
            && !context.meta_include_prototype
    })
}

/// The context with this id; the library gives away its ids, and takes them back in this form alone.
fn direct(set: &SyntaxSet, id: serde_json::Value) -> Option<&Context> {
    let reference: ContextReference = serde_json::from_value(serde_json::json!({ "Direct": id })).ok()?;
    reference.resolve(set).ok()
}
