//! Code size of a linked entry for Cortex-M, and its worst stack from the call graph.

use object::{Object, ObjectSection, ObjectSymbol, SymbolKind};
use std::collections::BTreeMap;
use std::path::Path;

/// What is measured of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures {
    /// Code and constants, bytes; the opaque input is left out.
    pub code: u64,
    pub stack: Stack,
}

/// Worst stack over all paths of the call graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stack {
    /// Bytes over direct calls.
    pub bytes: u64,
    /// Whether there are calls through a pointer or recursion besides, so that more is possible.
    pub open: bool,
}

struct Function {
    stack: u64,
    calls: Vec<u64>,
    indirect: bool,
}

/// Measures a linked file.
pub fn measure(file: &Path) -> Result<Figures, String> {
    let bytes = std::fs::read(file).map_err(|why| why.to_string())?;
    let elf = object::File::parse(&*bytes).map_err(|why| why.to_string())?;
    let counted = [".text", ".rodata", ".data"];
    let code = elf
        .sections()
        .filter(|section| {
            section
                .name()
                .is_ok_and(|name| counted.iter().any(|counted| name.starts_with(counted)))
        })
        .map(|section| section.size())
        .sum();
    Ok(Figures {
        code,
        stack: worst_stack(&elf)?,
    })
}

fn worst_stack(elf: &object::File<'_>) -> Result<Stack, String> {
    let section = elf
        .section_by_name(".stack_sizes")
        .ok_or("no .stack_sizes")?;
    let sizes = stack_sizes(section.data().map_err(|why| why.to_string())?);
    let text = elf.section_by_name(".text").ok_or("no .text")?;
    let code = text.data().map_err(|why| why.to_string())?;
    // Mapping symbols tell code ($t) from constants in between ($d).
    let mut marks: Vec<(u64, bool)> = elf
        .symbols()
        .filter_map(|symbol| match symbol.name() {
            Ok(name) if name.starts_with("$t") => Some((symbol.address(), true)),
            Ok(name) if name.starts_with("$d") => Some((symbol.address(), false)),
            _ => None,
        })
        .collect();
    marks.sort_unstable();
    let mut functions = BTreeMap::new();
    for symbol in elf
        .symbols()
        .filter(|symbol| symbol.kind() == SymbolKind::Text && symbol.size() > 0)
    {
        let start = symbol.address() & !1;
        let (mut calls, mut indirect) = (Vec::new(), false);
        let mut at = start;
        while at < start + symbol.size() {
            let is_code = marks
                .iter()
                .rev()
                .find(|(mark, _)| *mark <= at)
                .is_none_or(|(_, is_code)| *is_code);
            let half = |at: u64| -> Option<u16> {
                let offset = usize::try_from(at.checked_sub(text.address())?).ok()?;
                Some(u16::from_le_bytes(*code.get(offset..)?.first_chunk()?))
            };
            let Some(first) = half(at) else { break };
            let wide = first & 0xE000 == 0xE000 && first & 0x1800 != 0;
            if is_code {
                match (wide, half(at + 2)) {
                    (true, Some(second)) => calls.extend(branch_target(at, first, second)),
                    (false, _) if first & 0xFF87 == 0x4780 => indirect = true,
                    (false, _) if first & 0xF800 == 0xE000 => {
                        calls.push(short_branch_target(at, first))
                    }
                    _ => {}
                }
            }
            at += if wide && is_code { 4 } else { 2 };
        }
        // Jumps within the function are no calls.
        calls.retain(|to| !(start..start + symbol.size()).contains(to) || *to == start);
        functions.insert(
            start,
            Function {
                stack: sizes.get(&start).copied().unwrap_or(0),
                calls,
                indirect,
            },
        );
    }
    let entry = elf.entry() & !1;
    Ok(worst(&functions, entry, &mut Vec::new()))
}

/// BL and B.W of the Thumb encoding.
fn branch_target(at: u64, first: u16, second: u16) -> Option<u64> {
    let is_branch = first & 0xF800 == 0xF000 && matches!(second & 0xD000, 0xD000 | 0x9000);
    if !is_branch {
        return None;
    }
    let bit = |value: u16, bit: u32| u32::from(value >> bit & 1);
    let sign = bit(first, 10);
    let i1 = 1 ^ bit(second, 13) ^ sign;
    let i2 = 1 ^ bit(second, 11) ^ sign;
    let high = sign << 24
        | i1 << 23
        | i2 << 22
        | u32::from(first & 0x3FF) << 12
        | u32::from(second & 0x7FF) << 1;
    let offset = ((high << 7) as i32) >> 7;
    Some(at.wrapping_add(4).wrapping_add_signed(i64::from(offset)))
}

fn short_branch_target(at: u64, first: u16) -> u64 {
    let offset = (i32::from(first & 0x7FF) << 21) >> 20;
    at.wrapping_add(4).wrapping_add_signed(i64::from(offset))
}

fn worst(functions: &BTreeMap<u64, Function>, start: u64, path: &mut Vec<u64>) -> Stack {
    let Some(function) = functions.get(&start) else {
        return Stack {
            bytes: 0,
            open: false,
        };
    };
    if path.contains(&start) {
        return Stack {
            bytes: 0,
            open: true,
        };
    }
    path.push(start);
    let mut deepest = 0;
    let mut open = function.indirect;
    for to in &function.calls {
        let below = worst(functions, *to, path);
        deepest = deepest.max(below.bytes);
        open |= below.open;
    }
    path.pop();
    Stack {
        bytes: function.stack + deepest,
        open,
    }
}

/// Entries of address (4 bytes) and size (ULEB128).
fn stack_sizes(mut data: &[u8]) -> BTreeMap<u64, u64> {
    let mut sizes = BTreeMap::new();
    while let Some((address, rest)) = data.split_first_chunk::<4>() {
        let (mut size, mut shift, mut used) = (0u64, 0, 0);
        for byte in rest {
            used += 1;
            size |= u64::from(byte & 0x7F) << shift;
            shift += 7;
            if byte & 0x80 == 0 {
                break;
            }
        }
        sizes.insert(u64::from(u32::from_le_bytes(*address)) & !1, size);
        data = rest.get(used..).unwrap_or_default();
    }
    sizes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn branches_lead_where_the_assembler_meant() {
        // bl +0x10 (f000 f806), bl -4 (f7ff fffe), b.w +0x10 (f000 b806)
        assert_eq!(branch_target(0x100, 0xF000, 0xF806), Some(0x110));
        assert_eq!(branch_target(0x100, 0xF7FF, 0xFFFE), Some(0x100));
        assert_eq!(branch_target(0x100, 0xF000, 0xB806), Some(0x110));
        assert_eq!(branch_target(0x100, 0xF04F, 0x0000), None);
        assert_eq!(short_branch_target(0x100, 0xE7FE), 0x100);
    }

    #[test]
    fn sizes_of_two_functions() {
        let data = [0x01, 1, 0, 0, 0x10, 0x40, 0, 0, 0, 0x80, 0x02];
        assert_eq!(
            stack_sizes(&data),
            BTreeMap::from([(0x100, 0x10), (0x40, 0x100)])
        );
    }

    #[test]
    fn deepest_path_counts_and_recursion_is_told() {
        let leaf = |stack| Function {
            stack,
            calls: vec![],
            indirect: false,
        };
        let mut functions = BTreeMap::from([
            (
                0,
                Function {
                    stack: 8,
                    calls: vec![2, 4],
                    indirect: false,
                },
            ),
            (2, leaf(40)),
            (4, leaf(16)),
        ]);
        assert_eq!(
            worst(&functions, 0, &mut Vec::new()),
            Stack {
                bytes: 48,
                open: false
            }
        );
        functions.insert(
            4,
            Function {
                stack: 16,
                calls: vec![0],
                indirect: false,
            },
        );
        assert_eq!(
            worst(&functions, 0, &mut Vec::new()),
            Stack {
                bytes: 48,
                open: true
            }
        );
    }
}
