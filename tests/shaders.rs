//! Every shader in, naga's judgement out: a shader that does not parse or validate is found without a GPU. Must never pass
//! because it found no shaders.

use std::path::{Path, PathBuf};

use wgpu::naga;

/// Every `.wgsl` file below `folder`.
fn shaders(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("the entry can be read").path();
        if path.is_dir() {
            found.extend(shaders(&path));
        } else if path.extension().is_some_and(|extension| extension == "wgsl") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// What is wrong with `source`; nothing, if it may be given to any driver.
fn fault(source: &str) -> Option<String> {
    let module = match naga::front::wgsl::parse_str(source) {
        Ok(module) => module,
        Err(error) => return Some(error.emit_to_string(source)),
    };
    // No capability beyond the standard's core, so that a shader works on every backend.
    let (flags, capabilities) = (naga::valid::ValidationFlags::all(), naga::valid::Capabilities::empty());
    naga::valid::Validator::new(flags, capabilities).validate(&module).err().map(|error| error.emit_to_string(source))
}

#[test]
fn every_shader_is_valid() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("shaders");
    let found = shaders(&folder);
    assert!(found.iter().any(|path| path.ends_with("quad.wgsl")), "quad.wgsl is missing among {found:?}");
    for path in found {
        let mut source = std::fs::read_to_string(&path).expect("the shader can be read");
        let part = path.parent().is_some_and(|parent| parent.ends_with("transitions"));
        // The frame and a transition are two halves of one shader.
        if part {
            source += include_str!("../shaders/transition.wgsl");
        } else if path.ends_with("transition.wgsl") {
            source += include_str!("../shaders/transitions/fade.wgsl");
        }
        if let Some(fault) = fault(&source) {
            panic!("{}:\n{fault}", path.display());
        }
    }
}

#[test]
fn a_broken_shader_is_found() {
    let source = include_str!("../shaders/quad.wgsl");
    assert_eq!(fault(source), None);
    assert!(fault(&source.replace("let half_size = rect.zw * 0.5;", "")).is_some(), "an unknown name");
    assert!(fault(&source.replace("size - 1.0", "1.0")).is_some(), "a scalar in place of a vector");
}
