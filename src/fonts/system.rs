//! The families of the system that were chosen: one a script, for as long as the program runs, the same in every context.
//! A sign in, a family out; what is chosen is added to a list that every context copies, in order, and never changes.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use cosmic_text::{Attrs, Buffer, Family as Name, FontSystem, Metrics, Shaping, SwashCache, Weight, fontdb};

use super::script::Group;
use super::search::{Catalog, Face, Found, folders};

/// A family of the system.
#[derive(Debug)]
pub(super) struct Family {
    /// Its name; a few are chosen, and they stay.
    pub(super) name: &'static str,
    regular: Face,
    bold: Option<u16>,
}

impl Family {
    /// Whether its regular face has `c`.
    pub(super) fn has(&self, c: char) -> bool {
        self.regular.has(c)
    }

    /// The weight nearest to `weight` that it has.
    pub(super) fn weight(&self, weight: u16) -> u16 {
        match (self.regular.axis, self.bold) {
            (Some((light, heavy)), _) if light <= heavy => weight.clamp(light, heavy),
            (_, Some(bold)) if weight.abs_diff(bold) < weight.abs_diff(self.regular.weight) => bold,
            _ => self.regular.weight,
        }
    }
}

/// How many sources every context should have, beside the embedded ones.
static ADDED: AtomicUsize = AtomicUsize::new(0);
static REGISTRY: Mutex<Option<Registry>> = Mutex::new(None);

struct Registry {
    catalog: Catalog,
    /// Every source that was chosen so far, in order.
    sources: Vec<Arc<Vec<u8>>>,
    /// The files that they came from.
    files: Vec<usize>,
    groups: BTreeMap<Group, Option<Arc<Family>>>,
    chars: BTreeMap<(Group, char), Option<Arc<Family>>>,
}

/// The family of the system that shows `c`, which belongs to `group`.
pub(super) fn family_of(group: Group, c: char) -> Option<Arc<Family>> {
    let mut registry = REGISTRY.lock().unwrap_or_else(PoisonError::into_inner);
    registry.get_or_insert_with(|| Registry::new(Catalog::new(&folders()))).family_of(group, c)
}

/// Adds to `system` what was chosen since it had `had` sources of the system; gives how many it has now.
pub(super) fn add_new(system: &mut FontSystem, had: usize) -> usize {
    if ADDED.load(Ordering::Acquire) == had {
        return had;
    }
    let registry = REGISTRY.lock().unwrap_or_else(PoisonError::into_inner);
    let Some(registry) = registry.as_ref() else { return had };
    for source in registry.sources.iter().skip(had) {
        let owned: Arc<dyn AsRef<[u8]> + Send + Sync> = Arc::<Vec<u8>>::clone(source);
        system.db_mut().load_font_source(fontdb::Source::Binary(owned));
    }
    registry.sources.len().max(had)
}

impl Registry {
    fn new(catalog: Catalog) -> Self {
        log::debug!("the system has {} font files", catalog.len());
        Self { catalog, sources: Vec::new(), files: Vec::new(), groups: BTreeMap::new(), chars: BTreeMap::new() }
    }

    fn family_of(&mut self, group: Group, c: char) -> Option<Arc<Family>> {
        if let Some(family) = self.groups.get(&group) {
            if let Some(family) = family.as_ref().filter(|family| family.has(c)) {
                return Some(Arc::clone(family));
            }
        } else {
            let sample = group.sample();
            let family = if sample.is_empty() { None } else { self.choose(group, &sample) };
            let shows = family.as_ref().filter(|family| family.has(c)).cloned();
            self.groups.insert(group, family);
            if shows.is_some() {
                return shows;
            }
        }
        if let Some(family) = self.chars.get(&(group, c)) {
            return family.clone();
        }
        // Signs share a face as far as it goes, before another one is looked for.
        let family = self.choose(group, &[c]);
        self.chars.insert((group, c), family.clone());
        family
    }

    /// The best family that has `chars`, ready for use.
    fn choose(&mut self, group: Group, chars: &[char]) -> Option<Arc<Family>> {
        for _ in 0..4 {
            let regular = self.catalog.find(group, chars)?;
            let bold = self.catalog.bold_of(&regular).filter(|_| regular.face.axis.is_none());
            let Some(source) = self.source(&regular, chars) else {
                self.catalog.forget(regular.file);
                continue;
            };
            self.add(regular.file, source);
            let bold = bold.and_then(|bold| {
                let source = self.source(&bold, chars)?;
                self.add(bold.file, source);
                Some(bold.face.weight)
            });
            log::debug!("{group:?} is set in {}", regular.face.family);
            let name: &'static str = Box::leak(regular.face.family.clone().into_boxed_str());
            return Some(Arc::new(Family { name, regular: regular.face, bold }));
        }
        None
    }

    /// The file of `found`, if its face draws something and nothing breaks over it.
    fn source(&self, found: &Found, chars: &[char]) -> Option<Arc<Vec<u8>>> {
        if let Some(n) = self.files.iter().position(|file| *file == found.file) {
            return self.sources.get(n).cloned();
        }
        let source = self.catalog.source(found.file)?;
        let probe = chars.iter().copied().find(|c| found.face.has(*c))?;
        catch_unwind(AssertUnwindSafe(|| draws(&source, &found.face, probe))).is_ok_and(|drawn| drawn).then_some(source)
    }

    fn add(&mut self, file: usize, source: Arc<Vec<u8>>) {
        if !self.files.contains(&file) {
            self.files.push(file);
            self.sources.push(source);
            ADDED.store(self.sources.len(), Ordering::Release);
        }
    }
}

/// Whether `face`, alone in the world, draws `c`: some fonts name characters that they have no picture of.
fn draws(source: &Arc<Vec<u8>>, face: &Face, c: char) -> bool {
    let mut db = fontdb::Database::new();
    let owned: Arc<dyn AsRef<[u8]> + Send + Sync> = Arc::<Vec<u8>>::clone(source);
    db.load_font_source(fontdb::Source::Binary(owned));
    let mut system = FontSystem::new_with_locale_and_db_and_fallback("en-US".to_owned(), db, super::Order);
    let mut buffer = Buffer::new_empty(Metrics::new(40.0, 60.0));
    let attrs = Attrs::new().family(Name::Name(&face.family)).weight(Weight(face.weight));
    buffer.set_rich_text([(&*c.to_string(), attrs.clone())], &attrs, Shaping::Advanced, None);
    buffer.shape_until_scroll(&mut system, false);
    let mut cache = SwashCache::new();
    let mut drawn = false;
    for run in buffer.layout_runs() {
        for glyph in run.glyphs {
            let key = glyph.physical((0.0, 0.0), 1.0).cache_key;
            let image = cache.get_image_uncached(&mut system, key);
            drawn |= glyph.glyph_id != 0 && image.is_some_and(|image| image.data.iter().any(|&cover| cover > 0));
        }
    }
    drawn
}
