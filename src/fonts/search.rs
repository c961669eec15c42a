//! The font files of the system: listed by name at the first need, opened one by one in a fixed order until one serves.
//! Other people's code reads them, so sizes and counts are limited and a panic is the file's own. Maps no file into memory.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use cosmic_text::fontdb::{Database, Source, Stretch, Style};
use cosmic_text::skrifa::{FontRef, MetadataProvider as _, Tag};

use super::script::Group;

/// The largest font file that is read.
const MAX_BYTES: u64 = 32 << 20;
/// A collection of more faces is left alone.
const MAX_FACES: u32 = 16;
/// How many files are listed, and how deep folders are looked into.
const MAX_FILES: usize = 10_000;
const MAX_DEPTH: usize = 8;
/// All reading of files together takes no longer; then what is found is all there is.
const BUDGET: Duration = Duration::from_secs(2);
/// What makes a font of coloured pictures, which is none for text.
const COLOURED: [&[u8; 4]; 4] = [b"COLR", b"CBDT", b"sbix", b"SVG "];

/// A face in a file, and which characters it has.
#[derive(Clone, Debug)]
pub(super) struct Face {
    pub(super) family: String,
    pub(super) weight: u16,
    /// The lightest and the heaviest weight, if it has all between.
    pub(super) axis: Option<(u16, u16)>,
    /// Neither slanted nor narrow.
    upright: bool,
    /// First and last characters of stretches, ascending.
    stretches: Vec<(u32, u32)>,
}

impl Face {
    pub(super) fn has(&self, c: char) -> bool {
        let c = u32::from(c);
        let after = self.stretches.partition_point(|&(first, _)| first <= c);
        after.checked_sub(1).and_then(|n| self.stretches.get(n)).is_some_and(|&(_, last)| c <= last)
    }
}

/// A font file of the system.
#[derive(Clone, Debug)]
struct File {
    path: PathBuf,
    /// Its name in small letters and digits.
    key: String,
}

/// The font files of the system, and what was found in those that were opened.
#[derive(Debug, Default)]
pub(super) struct Catalog {
    files: Vec<File>,
    opened: BTreeMap<usize, Vec<Face>>,
    spent: Duration,
}

/// A face by its file's place in the catalogue.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) file: usize,
    pub(super) face: Face,
}

impl Catalog {
    /// The files below `folders`.
    pub(super) fn new(folders: &[PathBuf]) -> Self {
        let mut files = Vec::new();
        for folder in folders {
            list(folder, 0, &mut files);
        }
        files.sort_by(|a, b| (&a.key, &a.path).cmp(&(&b.key, &b.path)));
        files.dedup_by(|a, b| a.path == b.path);
        Self { files, ..Self::default() }
    }

    /// How many files there are.
    pub(super) fn len(&self) -> usize {
        self.files.len()
    }

    /// The bytes of the file at `index`.
    pub(super) fn source(&self, index: usize) -> Option<Arc<Vec<u8>>> {
        self.files.get(index).and_then(|file| read(&file.path)).map(Arc::new)
    }

    /// Nothing more is to be found in the file at `index`.
    pub(super) fn forget(&mut self, index: usize) {
        self.opened.insert(index, Vec::new());
    }

    /// The first face of the group's files, and then of all, that has at least half of `chars`.
    pub(super) fn find(&mut self, group: Group, chars: &[char]) -> Option<Found> {
        let enough = |face: &Face| chars.iter().filter(|c| face.has(**c)).count() * 2 >= chars.len().max(1);
        for file in self.order(group) {
            let fits = |face: &&Face| face.upright && group.likes(&face.family) && enough(face);
            let best = self.faces(file).iter().filter(fits).min_by_key(|face| face.weight.abs_diff(400));
            if let Some(face) = best.cloned() {
                return Some(Found { file, face });
            }
        }
        None
    }

    /// The bold face of a family, from a file beside that of its regular one.
    pub(super) fn bold_of(&mut self, regular: &Found) -> Option<Found> {
        let file = self.files.get(regular.file)?.clone();
        let stem = REGULAR.iter().find_map(|end| file.key.strip_suffix(end)).unwrap_or(&file.key).to_owned();
        let beside: Vec<usize> = ["bold", "bd", "b", "semibold"]
            .into_iter()
            .filter_map(|end| {
                let key = format!("{stem}{end}");
                self.files.iter().position(|other| other.key == key && other.path.parent() == file.path.parent())
            })
            .collect();
        let same = |face: &&Face| face.upright && face.family == regular.face.family && face.weight >= 600;
        beside.into_iter().find_map(|file| {
            let face = self.faces(file).iter().filter(same).min_by_key(|face| face.weight.abs_diff(700))?.clone();
            Some(Found { file, face })
        })
    }

    /// All files, best first for `group`: by its names, the plain styles before the others, then by name.
    fn order(&self, group: Group) -> Vec<usize> {
        let names = group.file_names();
        let mut all: Vec<(usize, u8, usize)> = Vec::with_capacity(self.files.len());
        for (n, file) in self.files.iter().enumerate() {
            let named = names.iter().enumerate().find_map(|(rank, name)| Some((rank, file.key.strip_prefix(&**name)?)));
            let (rank, rest) = named.unwrap_or((names.len(), &file.key));
            let odd = ["serif", "mono", "cond", "ital", "obli", "bold", "black", "light", "thin", "medium", "ui"];
            let plain = match rest {
                "" | "vf" | "wght" | "wdthwght" | "variable" | "variablefontwght" => 0,
                _ if REGULAR.contains(&rest) => 0,
                _ if odd.iter().any(|word| rest.contains(word)) => 2,
                _ => 1,
            };
            all.push((rank, plain, n));
        }
        all.sort_unstable();
        all.into_iter().map(|(_, _, n)| n).collect()
    }

    /// The faces of the file at `index`; none if it is no font for text or there is no time left.
    fn faces(&mut self, index: usize) -> &[Face] {
        if !self.opened.contains_key(&index) {
            if self.spent > BUDGET {
                return &[];
            }
            let start = Instant::now();
            let path = self.files.get(index).map(|file| file.path.clone()).unwrap_or_default();
            let faces = read(&path).and_then(|bytes| catch_unwind(AssertUnwindSafe(|| faces_of(bytes))).ok());
            self.spent += start.elapsed();
            self.opened.insert(index, faces.unwrap_or_default());
        }
        self.opened.get(&index).map_or(&[], Vec::as_slice)
    }
}

/// What ends the name of a file that holds the regular style.
const REGULAR: [&str; 3] = ["regular", "normal", "book"];

/// The bytes of a regular file that is not too large.
fn read(path: &Path) -> Option<Vec<u8>> {
    let metadata = std::fs::metadata(path).ok()?;
    (metadata.is_file() && metadata.len() <= MAX_BYTES).then(|| std::fs::read(path).ok()).flatten()
}

/// The faces for text in a font file or a collection.
fn faces_of(bytes: Vec<u8>) -> Vec<Face> {
    if bytes.starts_with(b"ttcf") {
        let count = bytes.get(8..12).and_then(|count| count.try_into().ok()).map_or(u32::MAX, u32::from_be_bytes);
        if count > MAX_FACES {
            return Vec::new();
        }
    }
    let bytes = Arc::new(bytes);
    let mut db = Database::new();
    let owned: Arc<dyn AsRef<[u8]> + Send + Sync> = Arc::<Vec<u8>>::clone(&bytes);
    db.load_font_source(Source::Binary(owned));
    let mut out = Vec::new();
    for info in db.faces() {
        let (Some((family, _)), Ok(font)) = (info.families.first(), FontRef::from_index(&bytes, info.index)) else {
            continue;
        };
        let coloured = COLOURED.into_iter().any(|tag| font.table_data(Tag::new(tag)).is_some());
        if coloured || family.contains("Emoji") || super::is_embedded(family) {
            continue;
        }
        let axis = font.axes().get_by_tag(Tag::new(b"wght"));
        out.push(Face {
            family: family.clone(),
            weight: info.weight.0,
            axis: axis.map(|axis| (axis.min_value() as u16, axis.max_value() as u16)),
            upright: info.style == Style::Normal && info.stretch == Stretch::Normal,
            stretches: stretches(font.charmap().mappings().map(|(c, _)| c)),
        });
    }
    out
}

/// Code points as stretches; in whatever order they come.
fn stretches(points: impl Iterator<Item = u32>) -> Vec<(u32, u32)> {
    let mut points: Vec<u32> = points.collect();
    points.sort_unstable();
    let mut out: Vec<(u32, u32)> = Vec::new();
    for point in points {
        match out.last_mut() {
            Some((_, last)) if point <= last.saturating_add(1) => *last = point.max(*last),
            _ => out.push((point, point)),
        }
    }
    out
}

fn list(folder: &Path, depth: usize, files: &mut Vec<File>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if files.len() >= MAX_FILES {
            return;
        }
        let ending = path.extension().map(|end| end.to_string_lossy().to_lowercase());
        if ending.is_some_and(|end| matches!(end.as_str(), "ttf" | "otf" | "ttc" | "otc")) {
            let stem = path.file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
            let key: String = stem.chars().filter(char::is_ascii_alphanumeric).collect();
            if !key.contains("emoji") {
                files.push(File { path, key });
            }
        } else if depth < MAX_DEPTH && path.is_dir() {
            list(&path, depth + 1, files);
        }
    }
}

/// Where the system keeps fonts, the user's own first.
pub(super) fn folders() -> Vec<PathBuf> {
    let from = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let mut out = Vec::new();
    if cfg!(windows) {
        out.extend(from("LOCALAPPDATA").map(|home| home.join("Microsoft\\Windows\\Fonts")));
        out.push(from("WINDIR").unwrap_or_else(|| "C:\\Windows".into()).join("Fonts"));
    } else if cfg!(target_os = "macos") {
        out.extend(from("HOME").map(|home| home.join("Library/Fonts")));
        out.extend(["/Library/Fonts", "/System/Library/Fonts"].map(PathBuf::from));
    } else {
        let home = from("HOME");
        out.extend(home.as_ref().map(|home| home.join(".fonts")));
        let data = from("XDG_DATA_HOME").or_else(|| home.map(|home| home.join(".local/share")));
        out.extend(data.map(|data| data.join("fonts")));
        let shared = std::env::var("XDG_DATA_DIRS").ok().filter(|dirs| !dirs.is_empty());
        let shared = shared.unwrap_or_else(|| "/usr/local/share:/usr/share".into());
        out.extend(shared.split(':').filter(|dir| dir.starts_with('/')).map(|dir| Path::new(dir).join("fonts")));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder of copies of embedded files under other names.
    fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, bytes) in files {
            std::fs::write(folder.path().join(name), bytes).expect("a file");
        }
        folder
    }

    #[test]
    fn the_order_of_files_is_fixed() {
        let names =
            ["z.ttf", "NotoSansThai-Bold.ttf", "NotoSansThai-Regular.ttf", "NotoSansThaiUI-Regular.otf", "Loma.otf"];
        let more = [
            "NotoColorEmoji.ttf",
            "readme.txt",
            "NotoSans-Regular.ttf",
            "NotoSerifThai-Regular.ttf",
            "A-Bold.ttf",
            "a.ttc",
        ];
        let all: Vec<(&str, &[u8])> = names.iter().chain(&more).map(|name| (*name, &b"x"[..])).collect();
        let folder = folder(&all);
        let catalog = Catalog::new(&[folder.path().to_owned(), folder.path().to_owned()]);
        let order: Vec<&str> =
            catalog.order(Group::Script("Thai")).into_iter().map(|n| &*catalog.files[n].key).collect();
        assert_eq!(
            order,
            [
                "notosansthairegular",
                "notosansthaibold",
                "notosansthaiuiregular",
                "notoserifthairegular",
                "loma",
                "notosansregular",
                "a",
                "z",
                "abold",
            ]
        );
    }

    #[test]
    fn what_is_no_font_for_text_is_passed_over() {
        let collection = [&b"ttcf\0\x01\0\0\0\0\0\x11"[..], &[0; 200]].concat();
        let kana = include_bytes!("../../fonts/cjk-punctuation.otf");
        let cut = &kana[..kana.len() / 2];
        let folder = folder(&[
            ("a.ttf", b""),
            ("b.ttf", b"\0\x01\0\0\0\xFF"),
            ("c.ttc", &collection),
            ("d.otf", cut),
            ("e.ttf", include_bytes!("../../fonts/twemoji.ttf")),
            ("f.ttf", include_bytes!("../../fonts/symbols.ttf")),
        ]);
        let mut catalog = Catalog::new(&[folder.path().to_owned()]);
        assert_eq!(catalog.len(), 6);
        assert!(catalog.find(Group::Signs, &['☺']).is_none(), "emoji, and a family that is embedded");
    }

    #[test]
    fn stretches_hold_what_went_in() {
        let face = |points: &[u32]| Face {
            family: String::new(),
            weight: 400,
            axis: None,
            upright: true,
            stretches: stretches(points.iter().copied()),
        };
        let face = face(&[0x61, 0x63, 0x62, 0x70, 0x41, 0x62]);
        assert_eq!(face.stretches, [(0x41, 0x41), (0x61, 0x63), (0x70, 0x70)]);
        assert!(face.has('b') && face.has('A') && !face.has('d') && !face.has(' ') && !face.has('z'));
    }
}
