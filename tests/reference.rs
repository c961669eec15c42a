//! Reference pictures of the CPU painter, and the comparison that they rest on. A missing reference fails; only
//! `DECKLE_ACCEPT=1` writes one.

mod support;

use deckle::fonts::FontCx;
use deckle::media::{Images, Pixels};
use deckle::paint::cpu::CpuPainter;
use support::{REFERENCE, Report, check, compare, painted, read_png, scenes};

#[test]
fn every_scene_is_painted_as_its_reference_shows() {
    let mut wrong = Vec::new();
    for (name, scene, images) in scenes::all() {
        if std::panic::catch_unwind(|| support::reference(name, &scene, &images)).is_err() {
            wrong.push(name);
        }
    }
    assert!(wrong.is_empty(), "see above, and target/diff: {wrong:?}");
}

#[test]
fn no_reference_is_left_over() {
    let names: Vec<&str> = scenes::all().iter().map(|(name, ..)| *name).collect();
    for file in std::fs::read_dir("tests/reference").expect("the folder of references") {
        let path = file.expect("an entry").path();
        let stem = path.file_stem().and_then(|stem| stem.to_str()).expect("a name").to_owned();
        assert!(names.contains(&stem.as_str()), "{} belongs to no scene", path.display());
    }
}

#[test]
fn pages_do_not_depend_on_what_was_painted_before() {
    let scenes = scenes::all();
    let (mut painter, mut cx) = (CpuPainter::new(), FontCx::new());
    for size in [(480, 270), (320, 240)] {
        // Twice, so that everything comes from the caches; the ids of the pictures mean others from scene to scene.
        for (name, scene, images) in scenes.iter().chain(scenes.iter().rev()) {
            let mut used = Pixels { width: size.0, height: size.1, rgba: vec![77; 3] };
            painter.paint(&mut cx, images, scene, u16::MAX, &mut used);
            if let Err(report) = compare(&painted(images, scene, size), &used, 0) {
                panic!("{name}: {report}");
            }
        }
    }
}

#[test]
fn the_same_id_in_another_store_is_another_picture() {
    let (_, scene, images) = scenes::all().into_iter().find(|(name, ..)| *name == "pictures").expect("the scene");
    let others = Images::new();
    for _ in 0..2 {
        others.add(Pixels { width: 1, height: 1, rgba: vec![9, 90, 200, 255] });
    }
    let (mut painter, mut cx) = (CpuPainter::new(), FontCx::new());
    let mut used = Pixels { width: 480, height: 270, rgba: Vec::new() };
    painter.paint(&mut cx, &images, &scene, 0, &mut used);
    painter.paint(&mut cx, &others, &scene, 0, &mut used);
    assert_eq!(compare(&painted(&others, &scene, REFERENCE), &used, 0), Ok(()));
}

#[test]
fn steps_hide_what_comes_later() {
    let (_, scene, images) = scenes::all().into_iter().find(|(name, ..)| *name == "steps").expect("the scene");
    let mut pictures = Vec::new();
    for step in 0..3 {
        let mut target = Pixels { width: 480, height: 270, rgba: Vec::new() };
        CpuPainter::new().paint(&mut FontCx::new(), &images, &scene, step, &mut target);
        pictures.push(target);
    }
    let differ = |a: usize, b: usize| compare(&pictures[a], &pictures[b], 0).is_err();
    assert!(differ(0, 1) && differ(1, 2) && differ(0, 2));
    assert_eq!(compare(&pictures[2], &painted(&images, &scene, REFERENCE), 0), Ok(()));
}

#[test]
fn bars_are_black_and_the_page_is_opaque() {
    let (_, scene, images) = scenes::all().into_iter().find(|(name, ..)| *name == "four-by-three").expect("the scene");
    let picture = painted(&images, &scene, REFERENCE);
    for (n, pixel) in picture.rgba.chunks(4).enumerate() {
        let x = n % 480;
        assert_eq!(pixel[3], 255);
        assert_eq!(pixel[..3] == [0, 0, 0], !(60..420).contains(&x), "column {x}");
    }
    // Also on a target that is too small to show anything.
    for size in [(0, 0), (1, 1), (3000, 1), (1, 500)] {
        assert_eq!(painted(&images, &scene, size).rgba.len(), size.0 as usize * size.1 as usize * 4);
    }
}

fn sample() -> Pixels {
    let (_, scene, images) = scenes::all().swap_remove(0);
    painted(&images, &scene, REFERENCE)
}

#[test]
fn equal_pictures_are_equal() {
    assert_eq!(compare(&sample(), &sample(), 0), Ok(()));
}

#[test]
fn one_pixel_that_moved_is_found() {
    let mut was = Pixels { width: 9, height: 9, rgba: vec![255; 324] };
    let mut is = was.clone();
    was.rgba[4 * 40] = 0;
    is.rgba[4 * 41] = 0;
    let Err(Report::Pixels { count, worst, at, .. }) = compare(&was, &is, 254) else { panic!("it was not found") };
    assert_eq!((count, worst, at), (2, 255, (4, 4)));
    let mut faint = was.clone();
    faint.rgba[323] = 254;
    assert!(compare(&was, &faint, 0).is_err());
    assert_eq!(compare(&was, &faint, 1), Ok(()));
}

#[test]
fn swapped_inputs_are_found() {
    let pictures: Vec<(&str, Pixels)> =
        scenes::all().iter().map(|(name, scene, images)| (*name, painted(images, scene, REFERENCE))).collect();
    for (n, (a, first)) in pictures.iter().enumerate() {
        for (b, second) in &pictures[n + 1..] {
            assert!(compare(first, second, 16).is_err(), "{a} and {b} look alike");
        }
    }
    // The report says which is which.
    let dark = Pixels { width: 1, height: 1, rgba: vec![0, 0, 0, 255] };
    let light = Pixels { width: 1, height: 1, rgba: vec![255; 4] };
    let said = compare(&dark, &light, 0).expect_err("they differ").to_string();
    assert!(said.ends_with("expected [0, 0, 0, 255], got [255, 255, 255, 255]"), "{said}");
}

#[test]
fn a_wrong_size_is_found() {
    let wide = Pixels { width: 4, height: 2, rgba: vec![0; 32] };
    let tall = Pixels { width: 2, height: 4, rgba: vec![0; 32] };
    let short = Pixels { width: 4, height: 2, rgba: vec![0; 28] };
    assert!(matches!(compare(&wide, &tall, 255), Err(Report::Size { .. })));
    assert!(matches!(compare(&wide, &short, 255), Err(Report::Size { .. })));
}

#[test]
fn the_rig_fails_without_a_reference_and_leaves_the_difference() {
    let root = tempfile::tempdir().expect("a folder");
    let mut picture = sample();
    let missing = check(root.path(), "page", &picture, false).expect_err("there is none");
    assert!(missing.contains("there is no") && missing.contains("DECKLE_ACCEPT=1"), "{missing}");
    assert!(!root.path().join("tests").exists());
    check(root.path(), "page", &picture, true).expect("it is written");
    check(root.path(), "page", &picture, false).expect("it is the same");
    picture.rgba[0] ^= 1;
    let differs = check(root.path(), "page", &picture, false).expect_err("a pixel differs");
    assert!(differs.contains("1 pixels differ, by up to 1; the worst at 0,0"), "{differs}");
    let left = read_png(&root.path().join("target/diff/page.png")).expect("it was left");
    assert_eq!((left.width, left.height), (3 * 480, 270));
    assert_ne!(left.rgba[480 * 4..481 * 4], [255; 4]);
    assert_eq!(left.rgba[481 * 4..482 * 4], [255; 4]);
}
