// Written by tables/generate.py from the CSVs of vectors/; do not edit.

//! Names of identifiers.

use super::Named;

pub(in crate::item) static NAMES_2007: &[Named] = &[
    Named {
        en: "%k energy, total%s",
        zh: "%s%k总电能",
        at: &[(0x0000_0000, 0x000A_000C)],
    },
    Named {
        en: "%k energy, %T, block: current and the 12 last settlement days",
        zh: "%k%T电能 结算日数据块",
        at: &[(0x0000_00FF, 0x000A_3FFF)],
    },
    Named {
        en: "%k energy, tariff %t%s",
        zh: "%s%k费率%t电能",
        at: &[(0x0000_0100, 0x000A_3F0C)],
    },
    Named {
        en: "%k energy, block: total and every tariff%s",
        zh: "%s%k电能数据块",
        at: &[(0x0000_FF00, 0x000A_FF0C)],
    },
    Named {
        en: "Settlement-period cumulative combined active energy, current",
        zh: "（当前）结算周期组合有功总累计用电量",
        at: &[(0x000B_0000, 0x000B_0000)],
    },
    Named {
        en: "Settlement-period cumulative combined active energy, last",
        zh: "（上1）结算周期组合有功总累计用电量",
        at: &[(0x000B_0001, 0x000B_0001)],
    },
    Named {
        en: "Phase A forward active energy%s",
        zh: "%sA相正向有功电能",
        at: &[(0x0015_0000, 0x0015_000C)],
    },
    Named {
        en: "Phase A forward active energy, block: current and the 12 last settlement days",
        zh: "A相正向有功电能 结算日数据块",
        at: &[(0x0015_00FF, 0x0015_00FF)],
    },
    Named {
        en: "Phase A reverse active energy%s",
        zh: "%sA相反向有功电能",
        at: &[(0x0016_0000, 0x0016_000C)],
    },
    Named {
        en: "Phase A reverse active energy, block: current and the 12 last settlement days",
        zh: "A相反向有功电能 结算日数据块",
        at: &[(0x0016_00FF, 0x0016_00FF)],
    },
    Named {
        en: "Phase A combined reactive 1 energy%s",
        zh: "%sA相组合无功1电能",
        at: &[(0x0017_0000, 0x0017_000C)],
    },
    Named {
        en: "Phase A combined reactive 1 energy, block: current and the 12 last settlement days",
        zh: "A相组合无功1电能 结算日数据块",
        at: &[(0x0017_00FF, 0x0017_00FF)],
    },
    Named {
        en: "Phase A combined reactive 2 energy%s",
        zh: "%sA相组合无功2电能",
        at: &[(0x0018_0000, 0x0018_000C)],
    },
    Named {
        en: "Phase A combined reactive 2 energy, block: current and the 12 last settlement days",
        zh: "A相组合无功2电能 结算日数据块",
        at: &[(0x0018_00FF, 0x0018_00FF)],
    },
    Named {
        en: "Phase A quadrant I reactive energy%s",
        zh: "%sA相第一象限无功电能",
        at: &[(0x0019_0000, 0x0019_000C)],
    },
    Named {
        en: "Phase A quadrant I reactive energy, block: current and the 12 last settlement days",
        zh: "A相第一象限无功电能 结算日数据块",
        at: &[(0x0019_00FF, 0x0019_00FF)],
    },
    Named {
        en: "Phase A quadrant II reactive energy%s",
        zh: "%sA相第二象限无功电能",
        at: &[(0x001A_0000, 0x001A_000C)],
    },
    Named {
        en: "Phase A quadrant II reactive energy, block: current and the 12 last settlement days",
        zh: "A相第二象限无功电能 结算日数据块",
        at: &[(0x001A_00FF, 0x001A_00FF)],
    },
    Named {
        en: "Phase A quadrant III reactive energy%s",
        zh: "%sA相第三象限无功电能",
        at: &[(0x001B_0000, 0x001B_000C)],
    },
    Named {
        en: "Phase A quadrant III reactive energy, block: current and the 12 last settlement days",
        zh: "A相第三象限无功电能 结算日数据块",
        at: &[(0x001B_00FF, 0x001B_00FF)],
    },
    Named {
        en: "Phase A quadrant IV reactive energy%s",
        zh: "%sA相第四象限无功电能",
        at: &[(0x001C_0000, 0x001C_000C)],
    },
    Named {
        en: "Phase A quadrant IV reactive energy, block: current and the 12 last settlement days",
        zh: "A相第四象限无功电能 结算日数据块",
        at: &[(0x001C_00FF, 0x001C_00FF)],
    },
    Named {
        en: "Phase A forward apparent energy%s",
        zh: "%sA相正向视在电能",
        at: &[(0x001D_0000, 0x001D_000C)],
    },
    Named {
        en: "Phase A forward apparent energy, block: current and the 12 last settlement days",
        zh: "A相正向视在电能 结算日数据块",
        at: &[(0x001D_00FF, 0x001D_00FF)],
    },
    Named {
        en: "Phase A reverse apparent energy%s",
        zh: "%sA相反向视在电能",
        at: &[(0x001E_0000, 0x001E_000C)],
    },
    Named {
        en: "Phase A reverse apparent energy, block: current and the 12 last settlement days",
        zh: "A相反向视在电能 结算日数据块",
        at: &[(0x001E_00FF, 0x001E_00FF)],
    },
    Named {
        en: "Phase B forward active energy%s",
        zh: "%sB相正向有功电能",
        at: &[(0x0029_0000, 0x0029_000C)],
    },
    Named {
        en: "Phase B forward active energy, block: current and the 12 last settlement days",
        zh: "B相正向有功电能 结算日数据块",
        at: &[(0x0029_00FF, 0x0029_00FF)],
    },
    Named {
        en: "Phase B reverse active energy%s",
        zh: "%sB相反向有功电能",
        at: &[(0x002A_0000, 0x002A_000C)],
    },
    Named {
        en: "Phase B reverse active energy, block: current and the 12 last settlement days",
        zh: "B相反向有功电能 结算日数据块",
        at: &[(0x002A_00FF, 0x002A_00FF)],
    },
    Named {
        en: "Phase B combined reactive 1 energy%s",
        zh: "%sB相组合无功1电能",
        at: &[(0x002B_0000, 0x002B_000C)],
    },
    Named {
        en: "Phase B combined reactive 1 energy, block: current and the 12 last settlement days",
        zh: "B相组合无功1电能 结算日数据块",
        at: &[(0x002B_00FF, 0x002B_00FF)],
    },
    Named {
        en: "Phase B combined reactive 2 energy%s",
        zh: "%sB相组合无功2电能",
        at: &[(0x002C_0000, 0x002C_000C)],
    },
    Named {
        en: "Phase B combined reactive 2 energy, block: current and the 12 last settlement days",
        zh: "B相组合无功2电能 结算日数据块",
        at: &[(0x002C_00FF, 0x002C_00FF)],
    },
    Named {
        en: "Phase B quadrant I reactive energy%s",
        zh: "%sB相第一象限无功电能",
        at: &[(0x002D_0000, 0x002D_000C)],
    },
    Named {
        en: "Phase B quadrant I reactive energy, block: current and the 12 last settlement days",
        zh: "B相第一象限无功电能 结算日数据块",
        at: &[(0x002D_00FF, 0x002D_00FF)],
    },
    Named {
        en: "Phase B quadrant II reactive energy%s",
        zh: "%sB相第二象限无功电能",
        at: &[(0x002E_0000, 0x002E_000C)],
    },
    Named {
        en: "Phase B quadrant II reactive energy, block: current and the 12 last settlement days",
        zh: "B相第二象限无功电能 结算日数据块",
        at: &[(0x002E_00FF, 0x002E_00FF)],
    },
    Named {
        en: "Phase B quadrant III reactive energy%s",
        zh: "%sB相第三象限无功电能",
        at: &[(0x002F_0000, 0x002F_000C)],
    },
    Named {
        en: "Phase B quadrant III reactive energy, block: current and the 12 last settlement days",
        zh: "B相第三象限无功电能 结算日数据块",
        at: &[(0x002F_00FF, 0x002F_00FF)],
    },
    Named {
        en: "Phase B quadrant IV reactive energy%s",
        zh: "%sB相第四象限无功电能",
        at: &[(0x0030_0000, 0x0030_000C)],
    },
    Named {
        en: "Phase B quadrant IV reactive energy, block: current and the 12 last settlement days",
        zh: "B相第四象限无功电能 结算日数据块",
        at: &[(0x0030_00FF, 0x0030_00FF)],
    },
    Named {
        en: "Phase B forward apparent energy%s",
        zh: "%sB相正向视在电能",
        at: &[(0x0031_0000, 0x0031_000C)],
    },
    Named {
        en: "Phase B forward apparent energy, block: current and the 12 last settlement days",
        zh: "B相正向视在电能 结算日数据块",
        at: &[(0x0031_00FF, 0x0031_00FF)],
    },
    Named {
        en: "Phase B reverse apparent energy%s",
        zh: "%sB相反向视在电能",
        at: &[(0x0032_0000, 0x0032_000C)],
    },
    Named {
        en: "Phase B reverse apparent energy, block: current and the 12 last settlement days",
        zh: "B相反向视在电能 结算日数据块",
        at: &[(0x0032_00FF, 0x0032_00FF)],
    },
    Named {
        en: "Phase C forward active energy%s",
        zh: "%sC相正向有功电能",
        at: &[(0x003D_0000, 0x003D_000C)],
    },
    Named {
        en: "Phase C forward active energy, block: current and the 12 last settlement days",
        zh: "C相正向有功电能 结算日数据块",
        at: &[(0x003D_00FF, 0x003D_00FF)],
    },
    Named {
        en: "Phase C reverse active energy%s",
        zh: "%sC相反向有功电能",
        at: &[(0x003E_0000, 0x003E_000C)],
    },
    Named {
        en: "Phase C reverse active energy, block: current and the 12 last settlement days",
        zh: "C相反向有功电能 结算日数据块",
        at: &[(0x003E_00FF, 0x003E_00FF)],
    },
    Named {
        en: "Phase C combined reactive 1 energy%s",
        zh: "%sC相组合无功1电能",
        at: &[(0x003F_0000, 0x003F_000C)],
    },
    Named {
        en: "Phase C combined reactive 1 energy, block: current and the 12 last settlement days",
        zh: "C相组合无功1电能 结算日数据块",
        at: &[(0x003F_00FF, 0x003F_00FF)],
    },
    Named {
        en: "Phase C combined reactive 2 energy%s",
        zh: "%sC相组合无功2电能",
        at: &[(0x0040_0000, 0x0040_000C)],
    },
    Named {
        en: "Phase C combined reactive 2 energy, block: current and the 12 last settlement days",
        zh: "C相组合无功2电能 结算日数据块",
        at: &[(0x0040_00FF, 0x0040_00FF)],
    },
    Named {
        en: "Phase C quadrant I reactive energy%s",
        zh: "%sC相第一象限无功电能",
        at: &[(0x0041_0000, 0x0041_000C)],
    },
    Named {
        en: "Phase C quadrant I reactive energy, block: current and the 12 last settlement days",
        zh: "C相第一象限无功电能 结算日数据块",
        at: &[(0x0041_00FF, 0x0041_00FF)],
    },
    Named {
        en: "Phase C quadrant II reactive energy%s",
        zh: "%sC相第二象限无功电能",
        at: &[(0x0042_0000, 0x0042_000C)],
    },
    Named {
        en: "Phase C quadrant II reactive energy, block: current and the 12 last settlement days",
        zh: "C相第二象限无功电能 结算日数据块",
        at: &[(0x0042_00FF, 0x0042_00FF)],
    },
    Named {
        en: "Phase C quadrant III reactive energy%s",
        zh: "%sC相第三象限无功电能",
        at: &[(0x0043_0000, 0x0043_000C)],
    },
    Named {
        en: "Phase C quadrant III reactive energy, block: current and the 12 last settlement days",
        zh: "C相第三象限无功电能 结算日数据块",
        at: &[(0x0043_00FF, 0x0043_00FF)],
    },
    Named {
        en: "Phase C quadrant IV reactive energy%s",
        zh: "%sC相第四象限无功电能",
        at: &[(0x0044_0000, 0x0044_000C)],
    },
    Named {
        en: "Phase C quadrant IV reactive energy, block: current and the 12 last settlement days",
        zh: "C相第四象限无功电能 结算日数据块",
        at: &[(0x0044_00FF, 0x0044_00FF)],
    },
    Named {
        en: "Phase C forward apparent energy%s",
        zh: "%sC相正向视在电能",
        at: &[(0x0045_0000, 0x0045_000C)],
    },
    Named {
        en: "Phase C forward apparent energy, block: current and the 12 last settlement days",
        zh: "C相正向视在电能 结算日数据块",
        at: &[(0x0045_00FF, 0x0045_00FF)],
    },
    Named {
        en: "Phase C reverse apparent energy%s",
        zh: "%sC相反向视在电能",
        at: &[(0x0046_0000, 0x0046_000C)],
    },
    Named {
        en: "Phase C reverse apparent energy, block: current and the 12 last settlement days",
        zh: "C相反向视在电能 结算日数据块",
        at: &[(0x0046_00FF, 0x0046_00FF)],
    },
    Named {
        en: "High-precision energies, block 60H",
        zh: "高精度电能数据块（60H）",
        at: &[(0x0060_FF00, 0x0060_FF00)],
    },
    Named {
        en: "High-precision energies, block 61H",
        zh: "高精度电能数据块（61H）",
        at: &[(0x0061_FF00, 0x0061_FF00)],
    },
    Named {
        en: "High-precision energies, block 68H",
        zh: "高精度电能数据块（68H）",
        at: &[(0x0068_FF00, 0x0068_FF00)],
    },
    Named {
        en: "Association energy, total%s",
        zh: "%s关联总电能",
        at: &[(0x0080_0000, 0x0080_000C)],
    },
    Named {
        en: "Association energy, block: current and the 12 last settlement days",
        zh: "关联总电能 结算日数据块",
        at: &[(0x0080_00FF, 0x0080_00FF)],
    },
    Named {
        en: "Forward active fundamental energy, total%s",
        zh: "%s正向有功基波总电能",
        at: &[(0x0081_0000, 0x0081_000C)],
    },
    Named {
        en: "Forward active fundamental energy, block: current and the 12 last settlement days",
        zh: "正向有功基波总电能 结算日数据块",
        at: &[(0x0081_00FF, 0x0081_00FF)],
    },
    Named {
        en: "Reverse active fundamental energy, total%s",
        zh: "%s反向有功基波总电能",
        at: &[(0x0082_0000, 0x0082_000C)],
    },
    Named {
        en: "Reverse active fundamental energy, block: current and the 12 last settlement days",
        zh: "反向有功基波总电能 结算日数据块",
        at: &[(0x0082_00FF, 0x0082_00FF)],
    },
    Named {
        en: "Forward active harmonic energy, total%s",
        zh: "%s正向有功谐波总电能",
        at: &[(0x0083_0000, 0x0083_000C)],
    },
    Named {
        en: "Forward active harmonic energy, block: current and the 12 last settlement days",
        zh: "正向有功谐波总电能 结算日数据块",
        at: &[(0x0083_00FF, 0x0083_00FF)],
    },
    Named {
        en: "Reverse active harmonic energy, total%s",
        zh: "%s反向有功谐波总电能",
        at: &[(0x0084_0000, 0x0084_000C)],
    },
    Named {
        en: "Reverse active harmonic energy, block: current and the 12 last settlement days",
        zh: "反向有功谐波总电能 结算日数据块",
        at: &[(0x0084_00FF, 0x0084_00FF)],
    },
    Named {
        en: "Copper-loss active compensation energy, total%s",
        zh: "%s铜损有功总电能补偿量",
        at: &[(0x0085_0000, 0x0085_000C)],
    },
    Named {
        en: "Copper-loss active compensation energy, block: current and the 12 last settlement \
             days",
        zh: "铜损有功总电能补偿量 结算日数据块",
        at: &[(0x0085_00FF, 0x0085_00FF)],
    },
    Named {
        en: "Iron-loss active compensation energy, total%s",
        zh: "%s铁损有功总电能补偿量",
        at: &[(0x0086_0000, 0x0086_000C)],
    },
    Named {
        en: "Iron-loss active compensation energy, block: current and the 12 last settlement days",
        zh: "铁损有功总电能补偿量 结算日数据块",
        at: &[(0x0086_00FF, 0x0086_00FF)],
    },
    Named {
        en: "Present remaining energy",
        zh: "（当前）剩余电量",
        at: &[(0x0090_0100, 0x0090_0100)],
    },
    Named {
        en: "Present overdraft energy",
        zh: "（当前）透支电量",
        at: &[(0x0090_0101, 0x0090_0101)],
    },
    Named {
        en: "Present remaining amount",
        zh: "（当前）剩余金额",
        at: &[(0x0090_0200, 0x0090_0200)],
    },
    Named {
        en: "Present overdraft amount",
        zh: "（当前）透支金额",
        at: &[(0x0090_0201, 0x0090_0201)],
    },
    Named {
        en: "Phase A association energy%s",
        zh: "%sA相关联电能",
        at: &[(0x0094_0000, 0x0094_000C)],
    },
    Named {
        en: "Phase A association energy, block: current and the 12 last settlement days",
        zh: "A相关联电能 结算日数据块",
        at: &[(0x0094_00FF, 0x0094_00FF)],
    },
    Named {
        en: "Phase A forward active fundamental energy%s",
        zh: "%sA相正向有功基波电能",
        at: &[(0x0095_0000, 0x0095_000C)],
    },
    Named {
        en: "Phase A forward active fundamental energy, block: current and the 12 last settlement \
             days",
        zh: "A相正向有功基波电能 结算日数据块",
        at: &[(0x0095_00FF, 0x0095_00FF)],
    },
    Named {
        en: "Phase A reverse active fundamental energy%s",
        zh: "%sA相反向有功基波电能",
        at: &[(0x0096_0000, 0x0096_000C)],
    },
    Named {
        en: "Phase A reverse active fundamental energy, block: current and the 12 last settlement \
             days",
        zh: "A相反向有功基波电能 结算日数据块",
        at: &[(0x0096_00FF, 0x0096_00FF)],
    },
    Named {
        en: "Phase A forward active harmonic energy%s",
        zh: "%sA相正向有功谐波电能",
        at: &[(0x0097_0000, 0x0097_000C)],
    },
    Named {
        en: "Phase A forward active harmonic energy, block: current and the 12 last settlement \
             days",
        zh: "A相正向有功谐波电能 结算日数据块",
        at: &[(0x0097_00FF, 0x0097_00FF)],
    },
    Named {
        en: "Phase A reverse active harmonic energy%s",
        zh: "%sA相反向有功谐波电能",
        at: &[(0x0098_0000, 0x0098_000C)],
    },
    Named {
        en: "Phase A reverse active harmonic energy, block: current and the 12 last settlement \
             days",
        zh: "A相反向有功谐波电能 结算日数据块",
        at: &[(0x0098_00FF, 0x0098_00FF)],
    },
    Named {
        en: "Phase A copper-loss active compensation energy%s",
        zh: "%sA相铜损有功电能补偿量",
        at: &[(0x0099_0000, 0x0099_000C)],
    },
    Named {
        en: "Phase A copper-loss active compensation energy, block: current and the 12 last \
             settlement days",
        zh: "A相铜损有功电能补偿量 结算日数据块",
        at: &[(0x0099_00FF, 0x0099_00FF)],
    },
    Named {
        en: "Phase A iron-loss active compensation energy%s",
        zh: "%sA相铁损有功电能补偿量",
        at: &[(0x009A_0000, 0x009A_000C)],
    },
    Named {
        en: "Phase A iron-loss active compensation energy, block: current and the 12 last \
             settlement days",
        zh: "A相铁损有功电能补偿量 结算日数据块",
        at: &[(0x009A_00FF, 0x009A_00FF)],
    },
    Named {
        en: "Phase B association energy%s",
        zh: "%sB相关联电能",
        at: &[(0x00A8_0000, 0x00A8_000C)],
    },
    Named {
        en: "Phase B association energy, block: current and the 12 last settlement days",
        zh: "B相关联电能 结算日数据块",
        at: &[(0x00A8_00FF, 0x00A8_00FF)],
    },
    Named {
        en: "Phase B forward active fundamental energy%s",
        zh: "%sB相正向有功基波电能",
        at: &[(0x00A9_0000, 0x00A9_000C)],
    },
    Named {
        en: "Phase B forward active fundamental energy, block: current and the 12 last settlement \
             days",
        zh: "B相正向有功基波电能 结算日数据块",
        at: &[(0x00A9_00FF, 0x00A9_00FF)],
    },
    Named {
        en: "Phase B reverse active fundamental energy%s",
        zh: "%sB相反向有功基波电能",
        at: &[(0x00AA_0000, 0x00AA_000C)],
    },
    Named {
        en: "Phase B reverse active fundamental energy, block: current and the 12 last settlement \
             days",
        zh: "B相反向有功基波电能 结算日数据块",
        at: &[(0x00AA_00FF, 0x00AA_00FF)],
    },
    Named {
        en: "Phase B forward active harmonic energy%s",
        zh: "%sB相正向有功谐波电能",
        at: &[(0x00AB_0000, 0x00AB_000C)],
    },
    Named {
        en: "Phase B forward active harmonic energy, block: current and the 12 last settlement \
             days",
        zh: "B相正向有功谐波电能 结算日数据块",
        at: &[(0x00AB_00FF, 0x00AB_00FF)],
    },
    Named {
        en: "Phase B reverse active harmonic energy%s",
        zh: "%sB相反向有功谐波电能",
        at: &[(0x00AC_0000, 0x00AC_000C)],
    },
    Named {
        en: "Phase B reverse active harmonic energy, block: current and the 12 last settlement \
             days",
        zh: "B相反向有功谐波电能 结算日数据块",
        at: &[(0x00AC_00FF, 0x00AC_00FF)],
    },
    Named {
        en: "Phase B copper-loss active compensation energy%s",
        zh: "%sB相铜损有功电能补偿量",
        at: &[(0x00AD_0000, 0x00AD_000C)],
    },
    Named {
        en: "Phase B copper-loss active compensation energy, block: current and the 12 last \
             settlement days",
        zh: "B相铜损有功电能补偿量 结算日数据块",
        at: &[(0x00AD_00FF, 0x00AD_00FF)],
    },
    Named {
        en: "Phase B iron-loss active compensation energy%s",
        zh: "%sB相铁损有功电能补偿量",
        at: &[(0x00AE_0000, 0x00AE_000C)],
    },
    Named {
        en: "Phase B iron-loss active compensation energy, block: current and the 12 last \
             settlement days",
        zh: "B相铁损有功电能补偿量 结算日数据块",
        at: &[(0x00AE_00FF, 0x00AE_00FF)],
    },
    Named {
        en: "Phase C association energy%s",
        zh: "%sC相关联电能",
        at: &[(0x00BC_0000, 0x00BC_000C)],
    },
    Named {
        en: "Phase C association energy, block: current and the 12 last settlement days",
        zh: "C相关联电能 结算日数据块",
        at: &[(0x00BC_00FF, 0x00BC_00FF)],
    },
    Named {
        en: "Phase C forward active fundamental energy%s",
        zh: "%sC相正向有功基波电能",
        at: &[(0x00BD_0000, 0x00BD_000C)],
    },
    Named {
        en: "Phase C forward active fundamental energy, block: current and the 12 last settlement \
             days",
        zh: "C相正向有功基波电能 结算日数据块",
        at: &[(0x00BD_00FF, 0x00BD_00FF)],
    },
    Named {
        en: "Phase C reverse active fundamental energy%s",
        zh: "%sC相反向有功基波电能",
        at: &[(0x00BE_0000, 0x00BE_000C)],
    },
    Named {
        en: "Phase C reverse active fundamental energy, block: current and the 12 last settlement \
             days",
        zh: "C相反向有功基波电能 结算日数据块",
        at: &[(0x00BE_00FF, 0x00BE_00FF)],
    },
    Named {
        en: "Phase C forward active harmonic energy%s",
        zh: "%sC相正向有功谐波电能",
        at: &[(0x00BF_0000, 0x00BF_000C)],
    },
    Named {
        en: "Phase C forward active harmonic energy, block: current and the 12 last settlement \
             days",
        zh: "C相正向有功谐波电能 结算日数据块",
        at: &[(0x00BF_00FF, 0x00BF_00FF)],
    },
    Named {
        en: "Phase C reverse active harmonic energy%s",
        zh: "%sC相反向有功谐波电能",
        at: &[(0x00C0_0000, 0x00C0_000C)],
    },
    Named {
        en: "Phase C reverse active harmonic energy, block: current and the 12 last settlement \
             days",
        zh: "C相反向有功谐波电能 结算日数据块",
        at: &[(0x00C0_00FF, 0x00C0_00FF)],
    },
    Named {
        en: "Phase C copper-loss active compensation energy%s",
        zh: "%sC相铜损有功电能补偿量",
        at: &[(0x00C1_0000, 0x00C1_000C)],
    },
    Named {
        en: "Phase C copper-loss active compensation energy, block: current and the 12 last \
             settlement days",
        zh: "C相铜损有功电能补偿量 结算日数据块",
        at: &[(0x00C1_00FF, 0x00C1_00FF)],
    },
    Named {
        en: "Phase C iron-loss active compensation energy%s",
        zh: "%sC相铁损有功电能补偿量",
        at: &[(0x00C2_0000, 0x00C2_000C)],
    },
    Named {
        en: "Phase C iron-loss active compensation energy, block: current and the 12 last \
             settlement days",
        zh: "C相铁损有功电能补偿量 结算日数据块",
        at: &[(0x00C2_00FF, 0x00C2_00FF)],
    },
    Named {
        en: "%k maximum demand and time of occurrence, total%s",
        zh: "%s%k总最大需量及发生时间",
        at: &[(0x0101_0000, 0x010A_000C)],
    },
    Named {
        en: "%k maximum demand and time, %T, block: current and the last settlement days",
        zh: "%k%T最大需量及发生时间 结算日数据块",
        at: &[(0x0101_00FF, 0x010A_3FFF)],
    },
    Named {
        en: "%k maximum demand and time, tariff %t%s",
        zh: "%s%k费率%t最大需量及发生时间",
        at: &[(0x0101_0100, 0x010A_3F0C)],
    },
    Named {
        en: "%k maximum demand and time, block: total and every tariff%s",
        zh: "%s%k最大需量及发生时间数据块",
        at: &[(0x0101_FF00, 0x010A_FF0C)],
    },
    Named {
        en: "Phase A forward active maximum demand and time%s",
        zh: "%sA相正向有功最大需量及发生时间",
        at: &[(0x0115_0000, 0x0115_000C)],
    },
    Named {
        en: "Phase A forward active maximum demand and time, block: current and the 12 last \
             settlement days",
        zh: "A相正向有功最大需量及发生时间 结算日数据块",
        at: &[(0x0115_00FF, 0x0115_00FF)],
    },
    Named {
        en: "Phase A reverse active maximum demand and time%s",
        zh: "%sA相反向有功最大需量及发生时间",
        at: &[(0x0116_0000, 0x0116_000C)],
    },
    Named {
        en: "Phase A reverse active maximum demand and time, block: current and the 12 last \
             settlement days",
        zh: "A相反向有功最大需量及发生时间 结算日数据块",
        at: &[(0x0116_00FF, 0x0116_00FF)],
    },
    Named {
        en: "Phase A combined reactive 1 maximum demand and time%s",
        zh: "%sA相组合无功1最大需量及发生时间",
        at: &[(0x0117_0000, 0x0117_000C)],
    },
    Named {
        en: "Phase A combined reactive 1 maximum demand and time, block: current and the 12 last \
             settlement days",
        zh: "A相组合无功1最大需量及发生时间 结算日数据块",
        at: &[(0x0117_00FF, 0x0117_00FF)],
    },
    Named {
        en: "Phase A combined reactive 2 maximum demand and time%s",
        zh: "%sA相组合无功2最大需量及发生时间",
        at: &[(0x0118_0000, 0x0118_000C)],
    },
    Named {
        en: "Phase A combined reactive 2 maximum demand and time, block: current and the 12 last \
             settlement days",
        zh: "A相组合无功2最大需量及发生时间 结算日数据块",
        at: &[(0x0118_00FF, 0x0118_00FF)],
    },
    Named {
        en: "Phase A quadrant I reactive maximum demand and time%s",
        zh: "%sA相第一象限无功最大需量及发生时间",
        at: &[(0x0119_0000, 0x0119_000C)],
    },
    Named {
        en: "Phase A quadrant I reactive maximum demand and time, block: current and the 12 last \
             settlement days",
        zh: "A相第一象限无功最大需量及发生时间 结算日数据块",
        at: &[(0x0119_00FF, 0x0119_00FF)],
    },
    Named {
        en: "Phase A quadrant II reactive maximum demand and time%s",
        zh: "%sA相第二象限无功最大需量及发生时间",
        at: &[(0x011A_0000, 0x011A_000C)],
    },
    Named {
        en: "Phase A quadrant II reactive maximum demand and time, block: current and the 12 last \
             settlement days",
        zh: "A相第二象限无功最大需量及发生时间 结算日数据块",
        at: &[(0x011A_00FF, 0x011A_00FF)],
    },
    Named {
        en: "Phase A quadrant III reactive maximum demand and time%s",
        zh: "%sA相第三象限无功最大需量及发生时间",
        at: &[(0x011B_0000, 0x011B_000C)],
    },
    Named {
        en: "Phase A quadrant III reactive maximum demand and time, block: current and the 12 last \
             settlement days",
        zh: "A相第三象限无功最大需量及发生时间 结算日数据块",
        at: &[(0x011B_00FF, 0x011B_00FF)],
    },
    Named {
        en: "Phase A quadrant IV reactive maximum demand and time%s",
        zh: "%sA相第四象限无功最大需量及发生时间",
        at: &[(0x011C_0000, 0x011C_000C)],
    },
    Named {
        en: "Phase A quadrant IV reactive maximum demand and time, block: current and the 12 last \
             settlement days",
        zh: "A相第四象限无功最大需量及发生时间 结算日数据块",
        at: &[(0x011C_00FF, 0x011C_00FF)],
    },
    Named {
        en: "Phase A forward apparent maximum demand and time%s",
        zh: "%sA相正向视在最大需量及发生时间",
        at: &[(0x011D_0000, 0x011D_000C)],
    },
    Named {
        en: "Phase A forward apparent maximum demand and time, block: current and the 12 last \
             settlement days",
        zh: "A相正向视在最大需量及发生时间 结算日数据块",
        at: &[(0x011D_00FF, 0x011D_00FF)],
    },
    Named {
        en: "Phase A reverse apparent maximum demand and time%s",
        zh: "%sA相反向视在最大需量及发生时间",
        at: &[(0x011E_0000, 0x011E_000C)],
    },
    Named {
        en: "Phase A reverse apparent maximum demand and time, block: current and the 12 last \
             settlement days",
        zh: "A相反向视在最大需量及发生时间 结算日数据块",
        at: &[(0x011E_00FF, 0x011E_00FF)],
    },
    Named {
        en: "Phase B forward active maximum demand and time%s",
        zh: "%sB相正向有功最大需量及发生时间",
        at: &[(0x0129_0000, 0x0129_000C)],
    },
    Named {
        en: "Phase B forward active maximum demand and time, block: current and the 12 last \
             settlement days",
        zh: "B相正向有功最大需量及发生时间 结算日数据块",
        at: &[(0x0129_00FF, 0x0129_00FF)],
    },
    Named {
        en: "Phase B reverse active maximum demand and time%s",
        zh: "%sB相反向有功最大需量及发生时间",
        at: &[(0x012A_0000, 0x012A_000C)],
    },
    Named {
        en: "Phase B reverse active maximum demand and time, block: current and the 12 last \
             settlement days",
        zh: "B相反向有功最大需量及发生时间 结算日数据块",
        at: &[(0x012A_00FF, 0x012A_00FF)],
    },
    Named {
        en: "Phase B combined reactive 1 maximum demand and time%s",
        zh: "%sB相组合无功1最大需量及发生时间",
        at: &[(0x012B_0000, 0x012B_000C)],
    },
    Named {
        en: "Phase B combined reactive 1 maximum demand and time, block: current and the 12 last \
             settlement days",
        zh: "B相组合无功1最大需量及发生时间 结算日数据块",
        at: &[(0x012B_00FF, 0x012B_00FF)],
    },
    Named {
        en: "Phase B combined reactive 2 maximum demand and time%s",
        zh: "%sB相组合无功2最大需量及发生时间",
        at: &[(0x012C_0000, 0x012C_000C)],
    },
    Named {
        en: "Phase B combined reactive 2 maximum demand and time, block: current and the 12 last \
             settlement days",
        zh: "B相组合无功2最大需量及发生时间 结算日数据块",
        at: &[(0x012C_00FF, 0x012C_00FF)],
    },
    Named {
        en: "Phase B quadrant I reactive maximum demand and time%s",
        zh: "%sB相第一象限无功最大需量及发生时间",
        at: &[(0x012D_0000, 0x012D_000C)],
    },
    Named {
        en: "Phase B quadrant I reactive maximum demand and time, block: current and the 12 last \
             settlement days",
        zh: "B相第一象限无功最大需量及发生时间 结算日数据块",
        at: &[(0x012D_00FF, 0x012D_00FF)],
    },
    Named {
        en: "Phase B quadrant II reactive maximum demand and time%s",
        zh: "%sB相第二象限无功最大需量及发生时间",
        at: &[(0x012E_0000, 0x012E_000C)],
    },
    Named {
        en: "Phase B quadrant II reactive maximum demand and time, block: current and the 12 last \
             settlement days",
        zh: "B相第二象限无功最大需量及发生时间 结算日数据块",
        at: &[(0x012E_00FF, 0x012E_00FF)],
    },
    Named {
        en: "Phase B quadrant III reactive maximum demand and time%s",
        zh: "%sB相第三象限无功最大需量及发生时间",
        at: &[(0x012F_0000, 0x012F_000C)],
    },
    Named {
        en: "Phase B quadrant III reactive maximum demand and time, block: current and the 12 last \
             settlement days",
        zh: "B相第三象限无功最大需量及发生时间 结算日数据块",
        at: &[(0x012F_00FF, 0x012F_00FF)],
    },
    Named {
        en: "Phase B quadrant IV reactive maximum demand and time%s",
        zh: "%sB相第四象限无功最大需量及发生时间",
        at: &[(0x0130_0000, 0x0130_000C)],
    },
    Named {
        en: "Phase B quadrant IV reactive maximum demand and time, block: current and the 12 last \
             settlement days",
        zh: "B相第四象限无功最大需量及发生时间 结算日数据块",
        at: &[(0x0130_00FF, 0x0130_00FF)],
    },
    Named {
        en: "Phase B forward apparent maximum demand and time%s",
        zh: "%sB相正向视在最大需量及发生时间",
        at: &[(0x0131_0000, 0x0131_000C)],
    },
    Named {
        en: "Phase B forward apparent maximum demand and time, block: current and the 12 last \
             settlement days",
        zh: "B相正向视在最大需量及发生时间 结算日数据块",
        at: &[(0x0131_00FF, 0x0131_00FF)],
    },
    Named {
        en: "Phase B reverse apparent maximum demand and time%s",
        zh: "%sB相反向视在最大需量及发生时间",
        at: &[(0x0132_0000, 0x0132_000C)],
    },
    Named {
        en: "Phase B reverse apparent maximum demand and time, block: current and the 12 last \
             settlement days",
        zh: "B相反向视在最大需量及发生时间 结算日数据块",
        at: &[(0x0132_00FF, 0x0132_00FF)],
    },
    Named {
        en: "Phase C forward active maximum demand and time%s",
        zh: "%sC相正向有功最大需量及发生时间",
        at: &[(0x013D_0000, 0x013D_000C)],
    },
    Named {
        en: "Phase C forward active maximum demand and time, block: current and the 12 last \
             settlement days",
        zh: "C相正向有功最大需量及发生时间 结算日数据块",
        at: &[(0x013D_00FF, 0x013D_00FF)],
    },
    Named {
        en: "Phase C reverse active maximum demand and time%s",
        zh: "%sC相反向有功最大需量及发生时间",
        at: &[(0x013E_0000, 0x013E_000C)],
    },
    Named {
        en: "Phase C reverse active maximum demand and time, block: current and the 12 last \
             settlement days",
        zh: "C相反向有功最大需量及发生时间 结算日数据块",
        at: &[(0x013E_00FF, 0x013E_00FF)],
    },
    Named {
        en: "Phase C combined reactive 1 maximum demand and time%s",
        zh: "%sC相组合无功1最大需量及发生时间",
        at: &[(0x013F_0000, 0x013F_000C)],
    },
    Named {
        en: "Phase C combined reactive 1 maximum demand and time, block: current and the 12 last \
             settlement days",
        zh: "C相组合无功1最大需量及发生时间 结算日数据块",
        at: &[(0x013F_00FF, 0x013F_00FF)],
    },
    Named {
        en: "Phase C combined reactive 2 maximum demand and time%s",
        zh: "%sC相组合无功2最大需量及发生时间",
        at: &[(0x0140_0000, 0x0140_000C)],
    },
    Named {
        en: "Phase C combined reactive 2 maximum demand and time, block: current and the 12 last \
             settlement days",
        zh: "C相组合无功2最大需量及发生时间 结算日数据块",
        at: &[(0x0140_00FF, 0x0140_00FF)],
    },
    Named {
        en: "Phase C quadrant I reactive maximum demand and time%s",
        zh: "%sC相第一象限无功最大需量及发生时间",
        at: &[(0x0141_0000, 0x0141_000C)],
    },
    Named {
        en: "Phase C quadrant I reactive maximum demand and time, block: current and the 12 last \
             settlement days",
        zh: "C相第一象限无功最大需量及发生时间 结算日数据块",
        at: &[(0x0141_00FF, 0x0141_00FF)],
    },
    Named {
        en: "Phase C quadrant II reactive maximum demand and time%s",
        zh: "%sC相第二象限无功最大需量及发生时间",
        at: &[(0x0142_0000, 0x0142_000C)],
    },
    Named {
        en: "Phase C quadrant II reactive maximum demand and time, block: current and the 12 last \
             settlement days",
        zh: "C相第二象限无功最大需量及发生时间 结算日数据块",
        at: &[(0x0142_00FF, 0x0142_00FF)],
    },
    Named {
        en: "Phase C quadrant III reactive maximum demand and time%s",
        zh: "%sC相第三象限无功最大需量及发生时间",
        at: &[(0x0143_0000, 0x0143_000C)],
    },
    Named {
        en: "Phase C quadrant III reactive maximum demand and time, block: current and the 12 last \
             settlement days",
        zh: "C相第三象限无功最大需量及发生时间 结算日数据块",
        at: &[(0x0143_00FF, 0x0143_00FF)],
    },
    Named {
        en: "Phase C quadrant IV reactive maximum demand and time%s",
        zh: "%sC相第四象限无功最大需量及发生时间",
        at: &[(0x0144_0000, 0x0144_000C)],
    },
    Named {
        en: "Phase C quadrant IV reactive maximum demand and time, block: current and the 12 last \
             settlement days",
        zh: "C相第四象限无功最大需量及发生时间 结算日数据块",
        at: &[(0x0144_00FF, 0x0144_00FF)],
    },
    Named {
        en: "Phase C forward apparent maximum demand and time%s",
        zh: "%sC相正向视在最大需量及发生时间",
        at: &[(0x0145_0000, 0x0145_000C)],
    },
    Named {
        en: "Phase C forward apparent maximum demand and time, block: current and the 12 last \
             settlement days",
        zh: "C相正向视在最大需量及发生时间 结算日数据块",
        at: &[(0x0145_00FF, 0x0145_00FF)],
    },
    Named {
        en: "Phase C reverse apparent maximum demand and time%s",
        zh: "%sC相反向视在最大需量及发生时间",
        at: &[(0x0146_0000, 0x0146_000C)],
    },
    Named {
        en: "Phase C reverse apparent maximum demand and time, block: current and the 12 last \
             settlement days",
        zh: "C相反向视在最大需量及发生时间 结算日数据块",
        at: &[(0x0146_00FF, 0x0146_00FF)],
    },
    Named {
        en: "Voltage, phase A",
        zh: "A相电压",
        at: &[(0x0201_0100, 0x0201_0100)],
    },
    Named {
        en: "Voltage, phase B",
        zh: "B相电压",
        at: &[(0x0201_0200, 0x0201_0200)],
    },
    Named {
        en: "Voltage, phase C",
        zh: "C相电压",
        at: &[(0x0201_0300, 0x0201_0300)],
    },
    Named {
        en: "Voltage, block (A, B, C)",
        zh: "电压数据块",
        at: &[(0x0201_FF00, 0x0201_FF00)],
    },
    Named {
        en: "Current, phase A",
        zh: "A相电流",
        at: &[(0x0202_0100, 0x0202_0100)],
    },
    Named {
        en: "Current, phase B",
        zh: "B相电流",
        at: &[(0x0202_0200, 0x0202_0200)],
    },
    Named {
        en: "Current, phase C",
        zh: "C相电流",
        at: &[(0x0202_0300, 0x0202_0300)],
    },
    Named {
        en: "Current, block (A, B, C)",
        zh: "电流数据块",
        at: &[(0x0202_FF00, 0x0202_FF00)],
    },
    Named {
        en: "Active power, total",
        zh: "瞬时总有功功率",
        at: &[(0x0203_0000, 0x0203_0000)],
    },
    Named {
        en: "Active power, phase A",
        zh: "瞬时A相有功功率",
        at: &[(0x0203_0100, 0x0203_0100)],
    },
    Named {
        en: "Active power, phase B",
        zh: "瞬时B相有功功率",
        at: &[(0x0203_0200, 0x0203_0200)],
    },
    Named {
        en: "Active power, phase C",
        zh: "瞬时C相有功功率",
        at: &[(0x0203_0300, 0x0203_0300)],
    },
    Named {
        en: "Active power, block (total, A, B, C)",
        zh: "瞬时有功功率数据块",
        at: &[(0x0203_FF00, 0x0203_FF00)],
    },
    Named {
        en: "Reactive power, total",
        zh: "瞬时总无功功率",
        at: &[(0x0204_0000, 0x0204_0000)],
    },
    Named {
        en: "Reactive power, phase A",
        zh: "瞬时A相无功功率",
        at: &[(0x0204_0100, 0x0204_0100)],
    },
    Named {
        en: "Reactive power, phase B",
        zh: "瞬时B相无功功率",
        at: &[(0x0204_0200, 0x0204_0200)],
    },
    Named {
        en: "Reactive power, phase C",
        zh: "瞬时C相无功功率",
        at: &[(0x0204_0300, 0x0204_0300)],
    },
    Named {
        en: "Reactive power, block (total, A, B, C)",
        zh: "瞬时无功功率数据块",
        at: &[(0x0204_FF00, 0x0204_FF00)],
    },
    Named {
        en: "Apparent power, total",
        zh: "瞬时总视在功率",
        at: &[(0x0205_0000, 0x0205_0000)],
    },
    Named {
        en: "Apparent power, phase A",
        zh: "瞬时A相视在功率",
        at: &[(0x0205_0100, 0x0205_0100)],
    },
    Named {
        en: "Apparent power, phase B",
        zh: "瞬时B相视在功率",
        at: &[(0x0205_0200, 0x0205_0200)],
    },
    Named {
        en: "Apparent power, phase C",
        zh: "瞬时C相视在功率",
        at: &[(0x0205_0300, 0x0205_0300)],
    },
    Named {
        en: "Apparent power, block (total, A, B, C)",
        zh: "瞬时视在功率数据块",
        at: &[(0x0205_FF00, 0x0205_FF00)],
    },
    Named {
        en: "Power factor, total",
        zh: "总功率因数",
        at: &[(0x0206_0000, 0x0206_0000)],
    },
    Named {
        en: "Power factor, phase A",
        zh: "A相功率因数",
        at: &[(0x0206_0100, 0x0206_0100)],
    },
    Named {
        en: "Power factor, phase B",
        zh: "B相功率因数",
        at: &[(0x0206_0200, 0x0206_0200)],
    },
    Named {
        en: "Power factor, phase C",
        zh: "C相功率因数",
        at: &[(0x0206_0300, 0x0206_0300)],
    },
    Named {
        en: "Power factor, block (total, A, B, C)",
        zh: "功率因数数据块",
        at: &[(0x0206_FF00, 0x0206_FF00)],
    },
    Named {
        en: "Phase angle, phase A",
        zh: "A相相角",
        at: &[(0x0207_0100, 0x0207_0100)],
    },
    Named {
        en: "Phase angle, phase B",
        zh: "B相相角",
        at: &[(0x0207_0200, 0x0207_0200)],
    },
    Named {
        en: "Phase angle, phase C",
        zh: "C相相角",
        at: &[(0x0207_0300, 0x0207_0300)],
    },
    Named {
        en: "Phase angle, block (A, B, C)",
        zh: "相角数据块",
        at: &[(0x0207_FF00, 0x0207_FF00)],
    },
    Named {
        en: "Voltage waveform distortion, phase A",
        zh: "A相电压波形失真度",
        at: &[(0x0208_0100, 0x0208_0100)],
    },
    Named {
        en: "Voltage waveform distortion, phase B",
        zh: "B相电压波形失真度",
        at: &[(0x0208_0200, 0x0208_0200)],
    },
    Named {
        en: "Voltage waveform distortion, phase C",
        zh: "C相电压波形失真度",
        at: &[(0x0208_0300, 0x0208_0300)],
    },
    Named {
        en: "Voltage waveform distortion, block (A, B, C)",
        zh: "电压波形失真度数据块",
        at: &[(0x0208_FF00, 0x0208_FF00)],
    },
    Named {
        en: "Current waveform distortion, phase A",
        zh: "A相电流波形失真度",
        at: &[(0x0209_0100, 0x0209_0100)],
    },
    Named {
        en: "Current waveform distortion, phase B",
        zh: "B相电流波形失真度",
        at: &[(0x0209_0200, 0x0209_0200)],
    },
    Named {
        en: "Current waveform distortion, phase C",
        zh: "C相电流波形失真度",
        at: &[(0x0209_0300, 0x0209_0300)],
    },
    Named {
        en: "Current waveform distortion, block (A, B, C)",
        zh: "电流波形失真度数据块",
        at: &[(0x0209_FF00, 0x0209_FF00)],
    },
    Named {
        en: "Voltage harmonic content, phase A, order %d",
        zh: "A相电压第%d次谐波含量",
        at: &[(0x020A_0101, 0x020A_0115)],
    },
    Named {
        en: "Voltage harmonic content, phase A, block orders 1..h",
        zh: "A相电压谐波含量数据块",
        at: &[(0x020A_01FF, 0x020A_01FF)],
    },
    Named {
        en: "Voltage harmonic content, phase B, order %d",
        zh: "B相电压第%d次谐波含量",
        at: &[(0x020A_0201, 0x020A_0215)],
    },
    Named {
        en: "Voltage harmonic content, phase B, block orders 1..h",
        zh: "B相电压谐波含量数据块",
        at: &[(0x020A_02FF, 0x020A_02FF)],
    },
    Named {
        en: "Voltage harmonic content, phase C, order %d",
        zh: "C相电压第%d次谐波含量",
        at: &[(0x020A_0301, 0x020A_0315)],
    },
    Named {
        en: "Voltage harmonic content, phase C, block orders 1..h",
        zh: "C相电压谐波含量数据块",
        at: &[(0x020A_03FF, 0x020A_03FF)],
    },
    Named {
        en: "Current harmonic content, phase A, order %d",
        zh: "A相电流第%d次谐波含量",
        at: &[(0x020B_0101, 0x020B_0115)],
    },
    Named {
        en: "Current harmonic content, phase A, block orders 1..h",
        zh: "A相电流谐波含量数据块",
        at: &[(0x020B_01FF, 0x020B_01FF)],
    },
    Named {
        en: "Current harmonic content, phase B, order %d",
        zh: "B相电流第%d次谐波含量",
        at: &[(0x020B_0201, 0x020B_0215)],
    },
    Named {
        en: "Current harmonic content, phase B, block orders 1..h",
        zh: "B相电流谐波含量数据块",
        at: &[(0x020B_02FF, 0x020B_02FF)],
    },
    Named {
        en: "Current harmonic content, phase C, order %d",
        zh: "C相电流第%d次谐波含量",
        at: &[(0x020B_0301, 0x020B_0315)],
    },
    Named {
        en: "Current harmonic content, phase C, block orders 1..h",
        zh: "C相电流谐波含量数据块",
        at: &[(0x020B_03FF, 0x020B_03FF)],
    },
    Named {
        en: "Line voltage %l",
        zh: "%l线电压",
        at: &[(0x020C_0100, 0x020C_0300)],
    },
    Named {
        en: "Line voltage block AB, BC, CA",
        zh: "线电压数据块",
        at: &[(0x020C_FF00, 0x020C_FF00)],
    },
    Named {
        en: "Neutral current",
        zh: "零线电流",
        at: &[(0x0280_0001, 0x0280_0001)],
    },
    Named {
        en: "Grid frequency",
        zh: "电网频率",
        at: &[(0x0280_0002, 0x0280_0002)],
    },
    Named {
        en: "One-minute average active power, total",
        zh: "一分钟有功总平均功率",
        at: &[(0x0280_0003, 0x0280_0003)],
    },
    Named {
        en: "Present active demand",
        zh: "当前有功需量",
        at: &[(0x0280_0004, 0x0280_0004)],
    },
    Named {
        en: "Present reactive demand",
        zh: "当前无功需量",
        at: &[(0x0280_0005, 0x0280_0005)],
    },
    Named {
        en: "Present apparent demand",
        zh: "当前视在需量",
        at: &[(0x0280_0006, 0x0280_0006)],
    },
    Named {
        en: "Internal temperature",
        zh: "表内温度",
        at: &[(0x0280_0007, 0x0280_0007)],
    },
    Named {
        en: "Clock battery voltage (internal)",
        zh: "时钟电池电压（内部）",
        at: &[(0x0280_0008, 0x0280_0008)],
    },
    Named {
        en: "Outage-reading battery voltage (external)",
        zh: "停电抄表电池电压（外部）",
        at: &[(0x0280_0009, 0x0280_0009)],
    },
    Named {
        en: "Internal battery working time",
        zh: "内部电池工作时间",
        at: &[(0x0280_000A, 0x0280_000A)],
    },
    Named {
        en: "Present ladder (step) price",
        zh: "当前阶梯电价",
        at: &[(0x0280_000B, 0x0280_000B)],
    },
    Named {
        en: "Present price",
        zh: "当前电价",
        at: &[(0x0280_0020, 0x0280_0020)],
    },
    Named {
        en: "Present tariff price",
        zh: "当前费率电价",
        at: &[(0x0280_0021, 0x0280_0021)],
    },
    Named {
        en: "Remaining validity of the identity authentication",
        zh: "身份认证时效剩余时间",
        at: &[(0x0280_0022, 0x0280_0022)],
    },
    Named {
        en: "Loss of voltage: total count and cumulative duration, phases A, B, C",
        zh: "A、B、C相失压总次数，总累计时间",
        at: &[(0x0301_0000, 0x0301_0000)],
    },
    Named {
        en: "Loss of voltage record, phase A%n",
        zh: "%nA相失压记录",
        at: &[(0x0301_0101, 0x0301_010A)],
    },
    Named {
        en: "Loss of voltage record, phase B%n",
        zh: "%nB相失压记录",
        at: &[(0x0301_0201, 0x0301_020A)],
    },
    Named {
        en: "Loss of voltage record, phase C%n",
        zh: "%nC相失压记录",
        at: &[(0x0301_0301, 0x0301_030A)],
    },
    Named {
        en: "Under-voltage: total count and cumulative duration, phases A, B, C",
        zh: "A、B、C相欠压总次数，总累计时间",
        at: &[(0x0302_0000, 0x0302_0000)],
    },
    Named {
        en: "Under-voltage record, phase A%n",
        zh: "%nA相欠压记录",
        at: &[(0x0302_0101, 0x0302_010A)],
    },
    Named {
        en: "Under-voltage record, phase B%n",
        zh: "%nB相欠压记录",
        at: &[(0x0302_0201, 0x0302_020A)],
    },
    Named {
        en: "Under-voltage record, phase C%n",
        zh: "%nC相欠压记录",
        at: &[(0x0302_0301, 0x0302_030A)],
    },
    Named {
        en: "Over-voltage: total count and cumulative duration, phases A, B, C",
        zh: "A、B、C相过压总次数，总累计时间",
        at: &[(0x0303_0000, 0x0303_0000)],
    },
    Named {
        en: "Over-voltage record, phase A%n",
        zh: "%nA相过压记录",
        at: &[(0x0303_0101, 0x0303_010A)],
    },
    Named {
        en: "Over-voltage record, phase B%n",
        zh: "%nB相过压记录",
        at: &[(0x0303_0201, 0x0303_020A)],
    },
    Named {
        en: "Over-voltage record, phase C%n",
        zh: "%nC相过压记录",
        at: &[(0x0303_0301, 0x0303_030A)],
    },
    Named {
        en: "Phase break: total count and cumulative duration, phases A, B, C",
        zh: "A、B、C相断相总次数，总累计时间",
        at: &[(0x0304_0000, 0x0304_0000)],
    },
    Named {
        en: "Phase break record, phase A%n",
        zh: "%nA相断相记录",
        at: &[(0x0304_0101, 0x0304_010A)],
    },
    Named {
        en: "Phase break record, phase B%n",
        zh: "%nB相断相记录",
        at: &[(0x0304_0201, 0x0304_020A)],
    },
    Named {
        en: "Phase break record, phase C%n",
        zh: "%nC相断相记录",
        at: &[(0x0304_0301, 0x0304_030A)],
    },
    Named {
        en: "All-phase loss of voltage: total count and duration",
        zh: "全失压总次数，总累计时间",
        at: &[(0x0305_0000, 0x0305_0000)],
    },
    Named {
        en: "All-phase loss of voltage record%n",
        zh: "%n全失压记录",
        at: &[(0x0305_0001, 0x0305_000A)],
    },
    Named {
        en: "Auxiliary supply loss: total count and duration",
        zh: "辅助电源失电总次数，总累计时间",
        at: &[(0x0306_0000, 0x0306_0000)],
    },
    Named {
        en: "Auxiliary supply loss record%n",
        zh: "%n辅助电源失电记录",
        at: &[(0x0306_0001, 0x0306_000A)],
    },
    Named {
        en: "Voltage reverse phase sequence: total count and duration",
        zh: "电压逆相序总次数，总累计时间",
        at: &[(0x0307_0000, 0x0307_0000)],
    },
    Named {
        en: "Voltage reverse phase sequence record%n",
        zh: "%n电压逆相序记录",
        at: &[(0x0307_0001, 0x0307_000A)],
    },
    Named {
        en: "Current reverse phase sequence: total count and duration",
        zh: "电流逆相序总次数，总累计时间",
        at: &[(0x0308_0000, 0x0308_0000)],
    },
    Named {
        en: "Current reverse phase sequence record%n",
        zh: "%n电流逆相序记录",
        at: &[(0x0308_0001, 0x0308_000A)],
    },
    Named {
        en: "Voltage imbalance: total count and duration",
        zh: "电压不平衡总次数，总累计时间",
        at: &[(0x0309_0000, 0x0309_0000)],
    },
    Named {
        en: "Voltage imbalance record%n",
        zh: "%n电压不平衡记录",
        at: &[(0x0309_0001, 0x0309_000A)],
    },
    Named {
        en: "Current imbalance: total count and duration",
        zh: "电流不平衡总次数，总累计时间",
        at: &[(0x030A_0000, 0x030A_0000)],
    },
    Named {
        en: "Current imbalance record%n",
        zh: "%n电流不平衡记录",
        at: &[(0x030A_0001, 0x030A_000A)],
    },
    Named {
        en: "Loss of current: total count and cumulative duration, phases A, B, C",
        zh: "A、B、C相失流总次数，总累计时间",
        at: &[(0x030B_0000, 0x030B_0000)],
    },
    Named {
        en: "Loss of current record, phase A%n",
        zh: "%nA相失流记录",
        at: &[(0x030B_0101, 0x030B_010A)],
    },
    Named {
        en: "Loss of current record, phase B%n",
        zh: "%nB相失流记录",
        at: &[(0x030B_0201, 0x030B_020A)],
    },
    Named {
        en: "Loss of current record, phase C%n",
        zh: "%nC相失流记录",
        at: &[(0x030B_0301, 0x030B_030A)],
    },
    Named {
        en: "Over-current: total count and cumulative duration, phases A, B, C",
        zh: "A、B、C相过流总次数，总累计时间",
        at: &[(0x030C_0000, 0x030C_0000)],
    },
    Named {
        en: "Over-current record, phase A%n",
        zh: "%nA相过流记录",
        at: &[(0x030C_0101, 0x030C_010A)],
    },
    Named {
        en: "Over-current record, phase B%n",
        zh: "%nB相过流记录",
        at: &[(0x030C_0201, 0x030C_020A)],
    },
    Named {
        en: "Over-current record, phase C%n",
        zh: "%nC相过流记录",
        at: &[(0x030C_0301, 0x030C_030A)],
    },
    Named {
        en: "Current break: total count and cumulative duration, phases A, B, C",
        zh: "A、B、C相断流总次数，总累计时间",
        at: &[(0x030D_0000, 0x030D_0000)],
    },
    Named {
        en: "Current break record, phase A%n",
        zh: "%nA相断流记录",
        at: &[(0x030D_0101, 0x030D_010A)],
    },
    Named {
        en: "Current break record, phase B%n",
        zh: "%nB相断流记录",
        at: &[(0x030D_0201, 0x030D_020A)],
    },
    Named {
        en: "Current break record, phase C%n",
        zh: "%nC相断流记录",
        at: &[(0x030D_0301, 0x030D_030A)],
    },
    Named {
        en: "Power flow reversal: total count and cumulative duration, phases A, B, C",
        zh: "A、B、C相潮流反向总次数，总累计时间",
        at: &[(0x030E_0000, 0x030E_0000)],
    },
    Named {
        en: "Power flow reversal record, phase A%n",
        zh: "%nA相潮流反向记录",
        at: &[(0x030E_0101, 0x030E_010A)],
    },
    Named {
        en: "Power flow reversal record, phase B%n",
        zh: "%nB相潮流反向记录",
        at: &[(0x030E_0201, 0x030E_020A)],
    },
    Named {
        en: "Power flow reversal record, phase C%n",
        zh: "%nC相潮流反向记录",
        at: &[(0x030E_0301, 0x030E_030A)],
    },
    Named {
        en: "Overload: total count and cumulative duration, phases A, B, C",
        zh: "A、B、C相过载总次数，总累计时间",
        at: &[(0x030F_0000, 0x030F_0000)],
    },
    Named {
        en: "Overload record, phase A%n",
        zh: "%nA相过载记录",
        at: &[(0x030F_0101, 0x030F_010A)],
    },
    Named {
        en: "Overload record, phase B%n",
        zh: "%nB相过载记录",
        at: &[(0x030F_0201, 0x030F_020A)],
    },
    Named {
        en: "Overload record, phase C%n",
        zh: "%nC相过载记录",
        at: &[(0x030F_0301, 0x030F_030A)],
    },
    Named {
        en: "Voltage pass-rate statistics, total%m",
        zh: "%m总电压合格率统计数据",
        at: &[(0x0310_0000, 0x0310_000C)],
    },
    Named {
        en: "Voltage pass-rate statistics, phase A%m",
        zh: "%mA相电压合格率统计数据",
        at: &[(0x0310_0100, 0x0310_010C)],
    },
    Named {
        en: "Voltage pass-rate statistics, phase B%m",
        zh: "%mB相电压合格率统计数据",
        at: &[(0x0310_0200, 0x0310_020C)],
    },
    Named {
        en: "Voltage pass-rate statistics, phase C%m",
        zh: "%mC相电压合格率统计数据",
        at: &[(0x0310_0300, 0x0310_030C)],
    },
    Named {
        en: "Power-down: total count",
        zh: "掉电总次数",
        at: &[(0x0311_0000, 0x0311_0000)],
    },
    Named {
        en: "Power-down record%n",
        zh: "%n掉电记录",
        at: &[(0x0311_0001, 0x0311_000A)],
    },
    Named {
        en: "Demand over-limit: total counts (forward, reverse active, Q1-Q4 reactive)",
        zh: "需量超限总次数",
        at: &[(0x0312_0000, 0x0312_0000)],
    },
    Named {
        en: "Demand over-limit record, forward active%n",
        zh: "%n正向有功需量超限记录",
        at: &[(0x0312_0101, 0x0312_010A)],
    },
    Named {
        en: "Demand over-limit record, reverse active%n",
        zh: "%n反向有功需量超限记录",
        at: &[(0x0312_0201, 0x0312_020A)],
    },
    Named {
        en: "Demand over-limit record, quadrant I reactive%n",
        zh: "%n第一象限无功需量超限记录",
        at: &[(0x0312_0301, 0x0312_030A)],
    },
    Named {
        en: "Demand over-limit record, quadrant II reactive%n",
        zh: "%n第二象限无功需量超限记录",
        at: &[(0x0312_0401, 0x0312_040A)],
    },
    Named {
        en: "Demand over-limit record, quadrant III reactive%n",
        zh: "%n第三象限无功需量超限记录",
        at: &[(0x0312_0501, 0x0312_050A)],
    },
    Named {
        en: "Demand over-limit record, quadrant IV reactive%n",
        zh: "%n第四象限无功需量超限记录",
        at: &[(0x0312_0601, 0x0312_060A)],
    },
    Named {
        en: "Clock fault: total count",
        zh: "时钟故障总次数",
        at: &[(0x032E_0000, 0x032E_0000)],
    },
    Named {
        en: "Metering chip fault: total count",
        zh: "计量芯片故障总次数",
        at: &[(0x032F_0000, 0x032F_0000)],
    },
    Named {
        en: "Programming: total count",
        zh: "编程总次数",
        at: &[(0x0330_0000, 0x0330_0000)],
    },
    Named {
        en: "Programming record%n",
        zh: "%n编程记录",
        at: &[(0x0330_0001, 0x0330_000A)],
    },
    Named {
        en: "Meter clear: total count",
        zh: "电表清零总次数",
        at: &[(0x0330_0100, 0x0330_0100)],
    },
    Named {
        en: "Meter clear record%n",
        zh: "%n电表清零记录",
        at: &[(0x0330_0101, 0x0330_010A)],
    },
    Named {
        en: "Demand clear: total count",
        zh: "需量清零总次数",
        at: &[(0x0330_0200, 0x0330_0200)],
    },
    Named {
        en: "Demand clear record%n",
        zh: "%n需量清零记录",
        at: &[(0x0330_0201, 0x0330_020A)],
    },
    Named {
        en: "Event clear: total count",
        zh: "事件清零总次数",
        at: &[(0x0330_0300, 0x0330_0300)],
    },
    Named {
        en: "Event clear record%n",
        zh: "%n事件清零记录",
        at: &[(0x0330_0301, 0x0330_030A)],
    },
    Named {
        en: "Clock adjustment: total count",
        zh: "校时总次数",
        at: &[(0x0330_0400, 0x0330_0400)],
    },
    Named {
        en: "Clock adjustment record%n",
        zh: "%n校时记录",
        at: &[(0x0330_0401, 0x0330_040A)],
    },
    Named {
        en: "Day-schedule programming: total count",
        zh: "时段表编程总次数",
        at: &[(0x0330_0500, 0x0330_0500)],
    },
    Named {
        en: "Day-schedule programming record%n",
        zh: "%n时段表编程记录",
        at: &[(0x0330_0501, 0x0330_050A)],
    },
    Named {
        en: "Season (time-zone) table programming: total count",
        zh: "时区表编程总次数",
        at: &[(0x0330_0600, 0x0330_0600)],
    },
    Named {
        en: "Season (time-zone) table programming record%n",
        zh: "%n时区表编程记录",
        at: &[(0x0330_0601, 0x0330_060A)],
    },
    Named {
        en: "Weekly-rest-day programming: total count",
        zh: "周休日编程总次数",
        at: &[(0x0330_0700, 0x0330_0700)],
    },
    Named {
        en: "Weekly-rest-day programming record%n",
        zh: "%n周休日编程记录",
        at: &[(0x0330_0701, 0x0330_070A)],
    },
    Named {
        en: "Holiday programming: total count",
        zh: "节假日编程总次数",
        at: &[(0x0330_0800, 0x0330_0800)],
    },
    Named {
        en: "Holiday programming record%n",
        zh: "%n节假日编程记录",
        at: &[(0x0330_0801, 0x0330_080A)],
    },
    Named {
        en: "Active-combination word programming: total count",
        zh: "有功组合方式编程总次数",
        at: &[(0x0330_0900, 0x0330_0900)],
    },
    Named {
        en: "Active-combination word programming record%n",
        zh: "%n有功组合方式编程记录",
        at: &[(0x0330_0901, 0x0330_090A)],
    },
    Named {
        en: "Reactive-combination-1 word programming: total count",
        zh: "无功组合方式1编程总次数",
        at: &[(0x0330_0A00, 0x0330_0A00)],
    },
    Named {
        en: "Reactive-combination-1 word programming record%n",
        zh: "%n无功组合方式1编程记录",
        at: &[(0x0330_0A01, 0x0330_0A0A)],
    },
    Named {
        en: "Reactive-combination-2 word programming: total count",
        zh: "无功组合方式2编程总次数",
        at: &[(0x0330_0B00, 0x0330_0B00)],
    },
    Named {
        en: "Reactive-combination-2 word programming record%n",
        zh: "%n无功组合方式2编程记录",
        at: &[(0x0330_0B01, 0x0330_0B0A)],
    },
    Named {
        en: "Settlement-day programming: total count",
        zh: "结算日编程总次数",
        at: &[(0x0330_0C00, 0x0330_0C00)],
    },
    Named {
        en: "Settlement-day programming record%n",
        zh: "%n结算日编程记录",
        at: &[(0x0330_0C01, 0x0330_0C0A)],
    },
    Named {
        en: "Meter cover open: total count",
        zh: "开表盖总次数",
        at: &[(0x0330_0D00, 0x0330_0D00)],
    },
    Named {
        en: "Meter cover open record%n",
        zh: "%n开表盖记录",
        at: &[(0x0330_0D01, 0x0330_0D0A)],
    },
    Named {
        en: "Terminal cover open: total count",
        zh: "开端钮盒总次数",
        at: &[(0x0330_0E00, 0x0330_0E00)],
    },
    Named {
        en: "Terminal cover open record%n",
        zh: "%n开端钮盒记录",
        at: &[(0x0330_0E01, 0x0330_0E0A)],
    },
    Named {
        en: "Tariff-price table programming: total count",
        zh: "费率参数表编程总次数",
        at: &[(0x0330_0F00, 0x0330_0F00)],
    },
    Named {
        en: "Tariff-price table programming record%n",
        zh: "%n费率参数表编程记录",
        at: &[(0x0330_0F01, 0x0330_0F0A)],
    },
    Named {
        en: "Ladder-table programming: total count",
        zh: "阶梯表编程总次数",
        at: &[(0x0330_1000, 0x0330_1000)],
    },
    Named {
        en: "Ladder-table programming record%n",
        zh: "%n阶梯表编程记录",
        at: &[(0x0330_1001, 0x0330_100A)],
    },
    Named {
        en: "Key update: total count",
        zh: "密钥更新总次数",
        at: &[(0x0330_1200, 0x0330_1200)],
    },
    Named {
        en: "Key update record%n",
        zh: "%n密钥更新记录",
        at: &[(0x0330_1201, 0x0330_120A)],
    },
    Named {
        en: "Abnormal card insertion: total count",
        zh: "异常插卡总次数",
        at: &[(0x0330_1300, 0x0330_1300)],
    },
    Named {
        en: "Abnormal card insertion record%n",
        zh: "%n异常插卡记录",
        at: &[(0x0330_1301, 0x0330_130A)],
    },
    Named {
        en: "Energy purchase (kWh meter): date%n",
        zh: "%n购电日期（电量型）",
        at: &[(0x0332_0101, 0x0332_010A)],
    },
    Named {
        en: "Energy purchase (kWh meter): purchase count after%n",
        zh: "%n购电后总购电次数（电量型）",
        at: &[(0x0332_0201, 0x0332_020A)],
    },
    Named {
        en: "Energy purchase (kWh meter): purchased%n",
        zh: "%n购电电量（电量型）",
        at: &[(0x0332_0301, 0x0332_030A)],
    },
    Named {
        en: "Energy purchase (kWh meter): remaining before%n",
        zh: "%n购电前剩余电量（电量型）",
        at: &[(0x0332_0401, 0x0332_040A)],
    },
    Named {
        en: "Energy purchase (kWh meter): remaining after%n",
        zh: "%n购电后剩余电量（电量型）",
        at: &[(0x0332_0501, 0x0332_050A)],
    },
    Named {
        en: "Energy purchase (kWh meter): cumulative purchased after%n",
        zh: "%n购电后累计购电电量（电量型）",
        at: &[(0x0332_0601, 0x0332_060A)],
    },
    Named {
        en: "Energy purchase (amount meter): date%n",
        zh: "%n购电日期（电费型）",
        at: &[(0x0333_0101, 0x0333_010A)],
    },
    Named {
        en: "Energy purchase (amount meter): purchase count after%n",
        zh: "%n购电后总购电次数（电费型）",
        at: &[(0x0333_0201, 0x0333_020A)],
    },
    Named {
        en: "Energy purchase (amount meter): purchased%n",
        zh: "%n购电金额（电费型）",
        at: &[(0x0333_0301, 0x0333_030A)],
    },
    Named {
        en: "Energy purchase (amount meter): remaining before%n",
        zh: "%n购电前剩余金额（电费型）",
        at: &[(0x0333_0401, 0x0333_040A)],
    },
    Named {
        en: "Energy purchase (amount meter): remaining after%n",
        zh: "%n购电后剩余金额（电费型）",
        at: &[(0x0333_0501, 0x0333_050A)],
    },
    Named {
        en: "Energy purchase (amount meter): cumulative purchased after%n",
        zh: "%n购电后累计购电金额（电费型）",
        at: &[(0x0333_0601, 0x0333_060A)],
    },
    Named {
        en: "Refund: total count",
        zh: "退费总次数",
        at: &[(0x0334_0000, 0x0334_0000)],
    },
    Named {
        en: "Refund record%n",
        zh: "%n退费记录",
        at: &[(0x0334_0001, 0x0334_000A)],
    },
    Named {
        en: "Constant magnetic field interference: total count",
        zh: "恒定磁场干扰总次数",
        at: &[(0x0335_0000, 0x0335_0000)],
    },
    Named {
        en: "Constant magnetic field interference record%n",
        zh: "%n恒定磁场干扰记录",
        at: &[(0x0335_0001, 0x0335_000A)],
    },
    Named {
        en: "Load switch misoperation: total count",
        zh: "负荷开关误动作总次数",
        at: &[(0x0336_0000, 0x0336_0000)],
    },
    Named {
        en: "Load switch misoperation record%n",
        zh: "%n负荷开关误动作记录",
        at: &[(0x0336_0001, 0x0336_000A)],
    },
    Named {
        en: "Power supply abnormal: total count",
        zh: "电源异常总次数",
        at: &[(0x0337_0000, 0x0337_0000)],
    },
    Named {
        en: "Power supply abnormal record%n",
        zh: "%n电源异常记录",
        at: &[(0x0337_0001, 0x0337_000A)],
    },
    Named {
        en: "Date and weekday (0 = Sunday)",
        zh: "日期及星期",
        at: &[(0x0400_0101, 0x0400_0101)],
    },
    Named {
        en: "Time",
        zh: "时间",
        at: &[(0x0400_0102, 0x0400_0102)],
    },
    Named {
        en: "Maximum demand period",
        zh: "最大需量周期",
        at: &[(0x0400_0103, 0x0400_0103)],
    },
    Named {
        en: "Sliding interval",
        zh: "滑差时间",
        at: &[(0x0400_0104, 0x0400_0104)],
    },
    Named {
        en: "Test pulse width",
        zh: "校表脉冲宽度",
        at: &[(0x0400_0105, 0x0400_0105)],
    },
    Named {
        en: "Switch time between the two season tables",
        zh: "两套时区表切换时间",
        at: &[(0x0400_0106, 0x0400_0106)],
    },
    Named {
        en: "Switch time between the two day-schedule sets",
        zh: "两套日时段表切换时间",
        at: &[(0x0400_0107, 0x0400_0107)],
    },
    Named {
        en: "Switch time between the two tariff-price sets",
        zh: "两套费率电价切换时间",
        at: &[(0x0400_0108, 0x0400_0108)],
    },
    Named {
        en: "Switch time between the two ladder sets",
        zh: "两套阶梯切换时间",
        at: &[(0x0400_0109, 0x0400_0109)],
    },
    Named {
        en: "Date and time",
        zh: "日期时间",
        at: &[(0x0400_010C, 0x0400_010C)],
    },
    Named {
        en: "Number of seasons p (<=14)",
        zh: "年时区数p≤14",
        at: &[(0x0400_0201, 0x0400_0201)],
    },
    Named {
        en: "Number of day schedules q (<=8)",
        zh: "日时段表数q≤8",
        at: &[(0x0400_0202, 0x0400_0202)],
    },
    Named {
        en: "Number of slots per day m (<=14)",
        zh: "日时段数（每日切换数）m≤14",
        at: &[(0x0400_0203, 0x0400_0203)],
    },
    Named {
        en: "Number of tariffs k (<=63)",
        zh: "费率数k≤63",
        at: &[(0x0400_0204, 0x0400_0204)],
    },
    Named {
        en: "Number of public holidays n (<=254)",
        zh: "公共假日数n≤254",
        at: &[(0x0400_0205, 0x0400_0205)],
    },
    Named {
        en: "Harmonic analysis count",
        zh: "谐波分析次数",
        at: &[(0x0400_0206, 0x0400_0206)],
    },
    Named {
        en: "Ladder count",
        zh: "阶梯数",
        at: &[(0x0400_0207, 0x0400_0207)],
    },
    Named {
        en: "Auto-scroll screen count",
        zh: "自动循环显示屏数",
        at: &[(0x0400_0301, 0x0400_0301)],
    },
    Named {
        en: "Display time per screen",
        zh: "每屏显示时间",
        at: &[(0x0400_0302, 0x0400_0302)],
    },
    Named {
        en: "Displayed energy decimals",
        zh: "显示电能小数位数",
        at: &[(0x0400_0303, 0x0400_0303)],
    },
    Named {
        en: "Displayed power/demand decimals",
        zh: "显示功率（最大需量）小数位数",
        at: &[(0x0400_0304, 0x0400_0304)],
    },
    Named {
        en: "Key-scroll screen count",
        zh: "按键循环显示屏数",
        at: &[(0x0400_0305, 0x0400_0305)],
    },
    Named {
        en: "CT ratio",
        zh: "电流互感器变比",
        at: &[(0x0400_0306, 0x0400_0306)],
    },
    Named {
        en: "PT ratio",
        zh: "电压互感器变比",
        at: &[(0x0400_0307, 0x0400_0307)],
    },
    Named {
        en: "Power-on full-display time",
        zh: "上电全显时间",
        at: &[(0x0400_0308, 0x0400_0308)],
    },
    Named {
        en: "Communication address",
        zh: "通信地址",
        at: &[(0x0400_0401, 0x0400_0401)],
    },
    Named {
        en: "Meter number",
        zh: "表号",
        at: &[(0x0400_0402, 0x0400_0402)],
    },
    Named {
        en: "Asset management code (ASCII)",
        zh: "资产管理编码（ASCII）",
        at: &[(0x0400_0403, 0x0400_0403)],
    },
    Named {
        en: "Rated voltage (ASCII)",
        zh: "额定电压（ASCII）",
        at: &[(0x0400_0404, 0x0400_0404)],
    },
    Named {
        en: "Rated/basic current (ASCII)",
        zh: "额定电流/基本电流（ASCII）",
        at: &[(0x0400_0405, 0x0400_0405)],
    },
    Named {
        en: "Maximum current (ASCII)",
        zh: "最大电流（ASCII）",
        at: &[(0x0400_0406, 0x0400_0406)],
    },
    Named {
        en: "Active accuracy class (ASCII)",
        zh: "有功准确度等级（ASCII）",
        at: &[(0x0400_0407, 0x0400_0407)],
    },
    Named {
        en: "Reactive accuracy class (ASCII)",
        zh: "无功准确度等级（ASCII）",
        at: &[(0x0400_0408, 0x0400_0408)],
    },
    Named {
        en: "Active meter constant",
        zh: "电表有功常数",
        at: &[(0x0400_0409, 0x0400_0409)],
    },
    Named {
        en: "Reactive meter constant",
        zh: "电表无功常数",
        at: &[(0x0400_040A, 0x0400_040A)],
    },
    Named {
        en: "Meter model (ASCII)",
        zh: "电表型号（ASCII）",
        at: &[(0x0400_040B, 0x0400_040B)],
    },
    Named {
        en: "Production date (ASCII)",
        zh: "生产日期（ASCII）",
        at: &[(0x0400_040C, 0x0400_040C)],
    },
    Named {
        en: "Protocol version (ASCII)",
        zh: "协议版本号（ASCII）",
        at: &[(0x0400_040D, 0x0400_040D)],
    },
    Named {
        en: "Customer number",
        zh: "客户编号",
        at: &[(0x0400_040E, 0x0400_040E)],
    },
    Named {
        en: "Meter location",
        zh: "电表位置信息",
        at: &[(0x0400_040F, 0x0400_040F)],
    },
    Named {
        en: "Meter running status word 1",
        zh: "电表运行状态字1",
        at: &[(0x0400_0501, 0x0400_0501)],
    },
    Named {
        en: "Meter running status word 2",
        zh: "电表运行状态字2",
        at: &[(0x0400_0502, 0x0400_0502)],
    },
    Named {
        en: "Meter running status word 3",
        zh: "电表运行状态字3",
        at: &[(0x0400_0503, 0x0400_0503)],
    },
    Named {
        en: "Meter running status word 4",
        zh: "电表运行状态字4",
        at: &[(0x0400_0504, 0x0400_0504)],
    },
    Named {
        en: "Meter running status word 5",
        zh: "电表运行状态字5",
        at: &[(0x0400_0505, 0x0400_0505)],
    },
    Named {
        en: "Meter running status word 6",
        zh: "电表运行状态字6",
        at: &[(0x0400_0506, 0x0400_0506)],
    },
    Named {
        en: "Meter running status word 7",
        zh: "电表运行状态字7",
        at: &[(0x0400_0507, 0x0400_0507)],
    },
    Named {
        en: "Key status word",
        zh: "密钥状态字",
        at: &[(0x0400_0508, 0x0400_0508)],
    },
    Named {
        en: "Running status words block (words 1-7)",
        zh: "电表运行状态字数据块",
        at: &[(0x0400_05FF, 0x0400_05FF)],
    },
    Named {
        en: "Active combination word",
        zh: "有功组合方式特征字",
        at: &[(0x0400_0601, 0x0400_0601)],
    },
    Named {
        en: "Reactive combination 1 word",
        zh: "无功组合方式1特征字",
        at: &[(0x0400_0602, 0x0400_0602)],
    },
    Named {
        en: "Reactive combination 2 word",
        zh: "无功组合方式2特征字",
        at: &[(0x0400_0603, 0x0400_0603)],
    },
    Named {
        en: "Baud-rate word, modulated infrared port",
        zh: "调制型红外光口通信速率特征字",
        at: &[(0x0400_0701, 0x0400_0701)],
    },
    Named {
        en: "Baud-rate word, contact optical port",
        zh: "接触式红外光口通信速率特征字",
        at: &[(0x0400_0702, 0x0400_0702)],
    },
    Named {
        en: "Baud-rate word, port 1",
        zh: "通信口1通信速率特征字",
        at: &[(0x0400_0703, 0x0400_0703)],
    },
    Named {
        en: "Baud-rate word, port 2",
        zh: "通信口2通信速率特征字",
        at: &[(0x0400_0704, 0x0400_0704)],
    },
    Named {
        en: "Baud-rate word, port 3",
        zh: "通信口3通信速率特征字",
        at: &[(0x0400_0705, 0x0400_0705)],
    },
    Named {
        en: "Weekly rest-day word",
        zh: "周休日特征字",
        at: &[(0x0400_0801, 0x0400_0801)],
    },
    Named {
        en: "Day schedule used on rest days",
        zh: "周休日采用的日时段表号",
        at: &[(0x0400_0802, 0x0400_0802)],
    },
    Named {
        en: "Load record mode word",
        zh: "负荷记录模式字",
        at: &[(0x0400_0901, 0x0400_0901)],
    },
    Named {
        en: "Freeze data mode word (timed freeze in the SG supplement)",
        zh: "定时冻结数据模式字",
        at: &[(0x0400_0902, 0x0400_0902)],
    },
    Named {
        en: "Instant freeze data mode word",
        zh: "瞬时冻结数据模式字",
        at: &[(0x0400_0903, 0x0400_0903)],
    },
    Named {
        en: "Agreed (table-switch) freeze data mode word",
        zh: "约定冻结数据模式字",
        at: &[(0x0400_0904, 0x0400_0904)],
    },
    Named {
        en: "Hourly freeze data mode word",
        zh: "整点冻结数据模式字",
        at: &[(0x0400_0905, 0x0400_0905)],
    },
    Named {
        en: "Daily freeze data mode word",
        zh: "日冻结数据模式字",
        at: &[(0x0400_0906, 0x0400_0906)],
    },
    Named {
        en: "Load record start time",
        zh: "负荷记录起始时间",
        at: &[(0x0400_0A01, 0x0400_0A01)],
    },
    Named {
        en: "Load record interval, class 1",
        zh: "第1类负荷记录间隔时间",
        at: &[(0x0400_0A02, 0x0400_0A02)],
    },
    Named {
        en: "Load record interval, class 2",
        zh: "第2类负荷记录间隔时间",
        at: &[(0x0400_0A03, 0x0400_0A03)],
    },
    Named {
        en: "Load record interval, class 3",
        zh: "第3类负荷记录间隔时间",
        at: &[(0x0400_0A04, 0x0400_0A04)],
    },
    Named {
        en: "Load record interval, class 4",
        zh: "第4类负荷记录间隔时间",
        at: &[(0x0400_0A05, 0x0400_0A05)],
    },
    Named {
        en: "Load record interval, class 5",
        zh: "第5类负荷记录间隔时间",
        at: &[(0x0400_0A06, 0x0400_0A06)],
    },
    Named {
        en: "Load record interval, class 6",
        zh: "第6类负荷记录间隔时间",
        at: &[(0x0400_0A07, 0x0400_0A07)],
    },
    Named {
        en: "Monthly settlement day 1",
        zh: "每月第1结算日",
        at: &[(0x0400_0B01, 0x0400_0B01)],
    },
    Named {
        en: "Monthly settlement day 2",
        zh: "每月第2结算日",
        at: &[(0x0400_0B02, 0x0400_0B02)],
    },
    Named {
        en: "Monthly settlement day 3",
        zh: "每月第3结算日",
        at: &[(0x0400_0B03, 0x0400_0B03)],
    },
    Named {
        en: "Password, level 0",
        zh: "0级密码",
        at: &[(0x0400_0C01, 0x0400_0C01)],
    },
    Named {
        en: "Password, level 1",
        zh: "1级密码",
        at: &[(0x0400_0C02, 0x0400_0C02)],
    },
    Named {
        en: "Password, level 2",
        zh: "2级密码",
        at: &[(0x0400_0C03, 0x0400_0C03)],
    },
    Named {
        en: "Password, level 3",
        zh: "3级密码",
        at: &[(0x0400_0C04, 0x0400_0C04)],
    },
    Named {
        en: "Password, level 4",
        zh: "4级密码",
        at: &[(0x0400_0C05, 0x0400_0C05)],
    },
    Named {
        en: "Password, level 5",
        zh: "5级密码",
        at: &[(0x0400_0C06, 0x0400_0C06)],
    },
    Named {
        en: "Password, level 6",
        zh: "6级密码",
        at: &[(0x0400_0C07, 0x0400_0C07)],
    },
    Named {
        en: "Password, level 7",
        zh: "7级密码",
        at: &[(0x0400_0C08, 0x0400_0C08)],
    },
    Named {
        en: "Password, level 8",
        zh: "8级密码",
        at: &[(0x0400_0C09, 0x0400_0C09)],
    },
    Named {
        en: "Password, level 9",
        zh: "9级密码",
        at: &[(0x0400_0C0A, 0x0400_0C0A)],
    },
    Named {
        en: "Phase A conductance coefficient",
        zh: "A相电导系数",
        at: &[(0x0400_0D01, 0x0400_0D01)],
    },
    Named {
        en: "Phase A susceptance coefficient",
        zh: "A相电纳系数",
        at: &[(0x0400_0D02, 0x0400_0D02)],
    },
    Named {
        en: "Phase A resistance coefficient",
        zh: "A相电阻系数",
        at: &[(0x0400_0D03, 0x0400_0D03)],
    },
    Named {
        en: "Phase A reactance coefficient",
        zh: "A相电抗系数",
        at: &[(0x0400_0D04, 0x0400_0D04)],
    },
    Named {
        en: "Phase B conductance coefficient",
        zh: "B相电导系数",
        at: &[(0x0400_0D05, 0x0400_0D05)],
    },
    Named {
        en: "Phase B susceptance coefficient",
        zh: "B相电纳系数",
        at: &[(0x0400_0D06, 0x0400_0D06)],
    },
    Named {
        en: "Phase B resistance coefficient",
        zh: "B相电阻系数",
        at: &[(0x0400_0D07, 0x0400_0D07)],
    },
    Named {
        en: "Phase B reactance coefficient",
        zh: "B相电抗系数",
        at: &[(0x0400_0D08, 0x0400_0D08)],
    },
    Named {
        en: "Phase C conductance coefficient",
        zh: "C相电导系数",
        at: &[(0x0400_0D09, 0x0400_0D09)],
    },
    Named {
        en: "Phase C susceptance coefficient",
        zh: "C相电纳系数",
        at: &[(0x0400_0D0A, 0x0400_0D0A)],
    },
    Named {
        en: "Phase C resistance coefficient",
        zh: "C相电阻系数",
        at: &[(0x0400_0D0B, 0x0400_0D0B)],
    },
    Named {
        en: "Phase C reactance coefficient",
        zh: "C相电抗系数",
        at: &[(0x0400_0D0C, 0x0400_0D0C)],
    },
    Named {
        en: "Forward active power upper limit",
        zh: "正向有功功率上限值",
        at: &[(0x0400_0E01, 0x0400_0E01)],
    },
    Named {
        en: "Reverse active power upper limit",
        zh: "反向有功功率上限值",
        at: &[(0x0400_0E02, 0x0400_0E02)],
    },
    Named {
        en: "Voltage upper limit",
        zh: "电压上限值",
        at: &[(0x0400_0E03, 0x0400_0E03)],
    },
    Named {
        en: "Voltage lower limit",
        zh: "电压下限值",
        at: &[(0x0400_0E04, 0x0400_0E04)],
    },
    Named {
        en: "Alarm energy limit 1",
        zh: "报警电量1限值",
        at: &[(0x0400_0F01, 0x0400_0F01)],
    },
    Named {
        en: "Alarm energy limit 2",
        zh: "报警电量2限值",
        at: &[(0x0400_0F02, 0x0400_0F02)],
    },
    Named {
        en: "Hoarding energy limit",
        zh: "囤积电量限值",
        at: &[(0x0400_0F03, 0x0400_0F03)],
    },
    Named {
        en: "Overdraft energy limit",
        zh: "透支电量限值",
        at: &[(0x0400_0F04, 0x0400_0F04)],
    },
    Named {
        en: "Alarm amount limit 1",
        zh: "报警金额1限值",
        at: &[(0x0400_1001, 0x0400_1001)],
    },
    Named {
        en: "Alarm amount limit 2",
        zh: "报警金额2限值",
        at: &[(0x0400_1002, 0x0400_1002)],
    },
    Named {
        en: "Overdraft amount limit",
        zh: "透支金额限值",
        at: &[(0x0400_1003, 0x0400_1003)],
    },
    Named {
        en: "Hoarding amount limit",
        zh: "囤积金额限值",
        at: &[(0x0400_1004, 0x0400_1004)],
    },
    Named {
        en: "Reconnect-allowed amount limit",
        zh: "合闸允许金额限值",
        at: &[(0x0400_1005, 0x0400_1005)],
    },
    Named {
        en: "Meter running feature word 1",
        zh: "电表运行特征字1",
        at: &[(0x0400_1101, 0x0400_1101)],
    },
    Named {
        en: "Active-report mode word",
        zh: "主动上报模式字",
        at: &[(0x0400_1104, 0x0400_1104)],
    },
    Named {
        en: "Hourly freeze start time",
        zh: "整点冻结起始时间",
        at: &[(0x0400_1201, 0x0400_1201)],
    },
    Named {
        en: "Hourly freeze interval",
        zh: "整点冻结时间间隔",
        at: &[(0x0400_1202, 0x0400_1202)],
    },
    Named {
        en: "Daily freeze time",
        zh: "日冻结时间",
        at: &[(0x0400_1203, 0x0400_1203)],
    },
    Named {
        en: "Timed freeze time",
        zh: "定时冻结时间",
        at: &[(0x0400_1204, 0x0400_1204)],
    },
    Named {
        en: "Wireless link status and signal strength",
        zh: "无线通信在线及信号强弱指示",
        at: &[(0x0400_1301, 0x0400_1301)],
    },
    Named {
        en: "Trip delay",
        zh: "跳闸延时时间",
        at: &[(0x0400_1401, 0x0400_1401)],
    },
    Named {
        en: "Relay operation current threshold",
        zh: "继电器拉闸控制电流门限值",
        at: &[(0x0400_1402, 0x0400_1402)],
    },
    Named {
        en: "Over-threshold protection delay",
        zh: "超拉闸控制电流门限保护延时时间",
        at: &[(0x0400_1403, 0x0400_1403)],
    },
    Named {
        en: "Infrared authentication validity",
        zh: "红外认证时效",
        at: &[(0x0400_1404, 0x0400_1404)],
    },
    Named {
        en: "Auto-reset delay of the active-report status word",
        zh: "主动上报状态字自动复位延时时间",
        at: &[(0x0400_1405, 0x0400_1405)],
    },
    Named {
        en: "Active-report status word",
        zh: "主动上报状态字",
        at: &[(0x0400_1501, 0x0400_1501)],
    },
    Named {
        en: "Card status word",
        zh: "插卡状态字",
        at: &[(0x0400_1502, 0x0400_1502)],
    },
    Named {
        en: "Reset of the active-report status word",
        zh: "复位主动上报状态字",
        at: &[(0x0400_1503, 0x0400_1503)],
    },
    Named {
        en: "First season table",
        zh: "第一套时区表数据",
        at: &[(0x0401_0000, 0x0401_0000)],
    },
    Named {
        en: "First set, day schedule %d",
        zh: "第一套第%d日时段表数据",
        at: &[(0x0401_0001, 0x0401_0008)],
    },
    Named {
        en: "Second season table",
        zh: "第二套时区表数据",
        at: &[(0x0402_0000, 0x0402_0000)],
    },
    Named {
        en: "Second set, day schedule %d",
        zh: "第二套第%d日时段表数据",
        at: &[(0x0402_0001, 0x0402_0008)],
    },
    Named {
        en: "Public holiday %d: date and day schedule",
        zh: "第%d公共假日日期及日时段表号",
        at: &[(0x0403_0001, 0x0403_00FE)],
    },
    Named {
        en: "Auto-scroll display, item of screen %d",
        zh: "自动循环显示第%d屏显示数据项",
        at: &[(0x0404_0101, 0x0404_01FE)],
    },
    Named {
        en: "Key-scroll display, item of screen %d",
        zh: "按键循环显示第%d屏显示数据项",
        at: &[(0x0404_0201, 0x0404_02FE)],
    },
    Named {
        en: "First set, tariff price %d",
        zh: "第一套费率电价%d",
        at: &[(0x0405_0101, 0x0405_013F)],
    },
    Named {
        en: "First set, tariff price block",
        zh: "第一套费率电价数据块",
        at: &[(0x0405_01FF, 0x0405_01FF)],
    },
    Named {
        en: "Second set, tariff price %d",
        zh: "第二套费率电价%d",
        at: &[(0x0405_0201, 0x0405_023F)],
    },
    Named {
        en: "Second set, tariff price block",
        zh: "第二套费率电价数据块",
        at: &[(0x0405_02FF, 0x0405_02FF)],
    },
    Named {
        en: "First set, ladder value %d",
        zh: "第一套第%d阶梯值",
        at: &[(0x0406_0000, 0x0406_000E)],
    },
    Named {
        en: "First set, ladder price %d",
        zh: "第一套第%d阶梯电价",
        at: &[(0x0406_0100, 0x0406_010E)],
    },
    Named {
        en: "Second set, ladder value %d",
        zh: "第二套第%d阶梯值",
        at: &[(0x0406_0200, 0x0406_020E)],
    },
    Named {
        en: "Second set, ladder price %d",
        zh: "第二套第%d阶梯电价",
        at: &[(0x0406_0300, 0x0406_030E)],
    },
    Named {
        en: "Current ladder parameter block",
        zh: "当前套阶梯参数数据块",
        at: &[(0x0406_04FF, 0x0406_04FF)],
    },
    Named {
        en: "Backup ladder parameter block",
        zh: "备用套阶梯参数数据块",
        at: &[(0x0406_05FF, 0x0406_05FF)],
    },
    Named {
        en: "Loss of voltage: voltage trigger upper limit",
        zh: "失压事件电压触发上限",
        at: &[(0x0409_0101, 0x0409_0101)],
    },
    Named {
        en: "Loss of voltage: voltage recovery lower limit",
        zh: "失压事件电压恢复下限",
        at: &[(0x0409_0102, 0x0409_0102)],
    },
    Named {
        en: "Loss of voltage: current trigger lower limit",
        zh: "失压事件电流触发下限",
        at: &[(0x0409_0103, 0x0409_0103)],
    },
    Named {
        en: "Loss of voltage: delay",
        zh: "失压事件判定延时时间",
        at: &[(0x0409_0104, 0x0409_0104)],
    },
    Named {
        en: "Under-voltage: voltage trigger upper limit",
        zh: "欠压事件电压触发上限",
        at: &[(0x0409_0201, 0x0409_0201)],
    },
    Named {
        en: "Under-voltage: delay",
        zh: "欠压事件判定延时时间",
        at: &[(0x0409_0202, 0x0409_0202)],
    },
    Named {
        en: "Over-voltage: voltage trigger lower limit",
        zh: "过压事件电压触发下限",
        at: &[(0x0409_0301, 0x0409_0301)],
    },
    Named {
        en: "Over-voltage: delay",
        zh: "过压事件判定延时时间",
        at: &[(0x0409_0302, 0x0409_0302)],
    },
    Named {
        en: "Phase break: voltage trigger upper limit",
        zh: "断相事件电压触发上限",
        at: &[(0x0409_0401, 0x0409_0401)],
    },
    Named {
        en: "Phase break: current trigger upper limit",
        zh: "断相事件电流触发上限",
        at: &[(0x0409_0402, 0x0409_0402)],
    },
    Named {
        en: "Phase break: delay",
        zh: "断相事件判定延时时间",
        at: &[(0x0409_0403, 0x0409_0403)],
    },
    Named {
        en: "Voltage imbalance limit",
        zh: "电压不平衡率限值",
        at: &[(0x0409_0501, 0x0409_0501)],
    },
    Named {
        en: "Voltage imbalance: delay",
        zh: "电压不平衡率判定延时时间",
        at: &[(0x0409_0502, 0x0409_0502)],
    },
    Named {
        en: "Current imbalance limit",
        zh: "电流不平衡率限值",
        at: &[(0x0409_0601, 0x0409_0601)],
    },
    Named {
        en: "Current imbalance: delay",
        zh: "电流不平衡率判定延时时间",
        at: &[(0x0409_0602, 0x0409_0602)],
    },
    Named {
        en: "Loss of current: voltage trigger lower limit",
        zh: "失流事件电压触发下限",
        at: &[(0x0409_0701, 0x0409_0701)],
    },
    Named {
        en: "Loss of current: current trigger upper limit",
        zh: "失流事件电流触发上限",
        at: &[(0x0409_0702, 0x0409_0702)],
    },
    Named {
        en: "Loss of current: current trigger lower limit",
        zh: "失流事件电流触发下限",
        at: &[(0x0409_0703, 0x0409_0703)],
    },
    Named {
        en: "Loss of current: delay",
        zh: "失流事件判定延时时间",
        at: &[(0x0409_0704, 0x0409_0704)],
    },
    Named {
        en: "Over-current: trigger lower limit",
        zh: "过流事件电流触发下限",
        at: &[(0x0409_0801, 0x0409_0801)],
    },
    Named {
        en: "Over-current: delay",
        zh: "过流事件判定延时时间",
        at: &[(0x0409_0802, 0x0409_0802)],
    },
    Named {
        en: "Current break: voltage trigger lower limit",
        zh: "断流事件电压触发下限",
        at: &[(0x0409_0901, 0x0409_0901)],
    },
    Named {
        en: "Current break: current trigger upper limit",
        zh: "断流事件电流触发上限",
        at: &[(0x0409_0902, 0x0409_0902)],
    },
    Named {
        en: "Current break: delay",
        zh: "断流事件判定延时时间",
        at: &[(0x0409_0903, 0x0409_0903)],
    },
    Named {
        en: "Power reversal: active power trigger lower limit",
        zh: "潮流反向事件有功功率触发下限",
        at: &[(0x0409_0A01, 0x0409_0A01)],
    },
    Named {
        en: "Power reversal: delay",
        zh: "潮流反向事件判定延时时间",
        at: &[(0x0409_0A02, 0x0409_0A02)],
    },
    Named {
        en: "Overload: active power trigger lower limit",
        zh: "过载事件有功功率触发下限",
        at: &[(0x0409_0B01, 0x0409_0B01)],
    },
    Named {
        en: "Overload: delay",
        zh: "过载事件判定延时时间",
        at: &[(0x0409_0B02, 0x0409_0B02)],
    },
    Named {
        en: "Voltage assessment upper limit",
        zh: "电压考核上限",
        at: &[(0x0409_0C01, 0x0409_0C01)],
    },
    Named {
        en: "Voltage assessment lower limit",
        zh: "电压考核下限",
        at: &[(0x0409_0C02, 0x0409_0C02)],
    },
    Named {
        en: "Active demand over-limit: trigger",
        zh: "有功需量超限事件需量触发下限",
        at: &[(0x0409_0D01, 0x0409_0D01)],
    },
    Named {
        en: "Reactive demand over-limit: trigger",
        zh: "无功需量超限事件需量触发下限",
        at: &[(0x0409_0D02, 0x0409_0D02)],
    },
    Named {
        en: "Demand over-limit: delay",
        zh: "需量超限事件判定延时时间",
        at: &[(0x0409_0D03, 0x0409_0D03)],
    },
    Named {
        en: "Total power factor lower limit",
        zh: "总功率因数超下限阀值",
        at: &[(0x0409_0E01, 0x0409_0E01)],
    },
    Named {
        en: "Total power factor: delay",
        zh: "总功率因数超下限判定延时时间",
        at: &[(0x0409_0E02, 0x0409_0E02)],
    },
    Named {
        en: "Severe current imbalance limit",
        zh: "电流严重不平衡限值",
        at: &[(0x0409_0F01, 0x0409_0F01)],
    },
    Named {
        en: "Severe current imbalance: delay",
        zh: "电流严重不平衡触发延时时间",
        at: &[(0x0409_0F02, 0x0409_0F02)],
    },
    Named {
        en: "Power reversal (total): active power trigger lower limit",
        zh: "功率反向事件有功功率触发下限",
        at: &[(0x0409_1001, 0x0409_1001)],
    },
    Named {
        en: "Power reversal (total): delay",
        zh: "功率反向事件判定延时时间",
        at: &[(0x0409_1002, 0x0409_1002)],
    },
    Named {
        en: "Manufacturer software version (ASCII)",
        zh: "厂家软件版本号（ASCII）",
        at: &[(0x0480_0001, 0x0480_0001)],
    },
    Named {
        en: "Manufacturer hardware version (ASCII)",
        zh: "厂家硬件版本号（ASCII）",
        at: &[(0x0480_0002, 0x0480_0002)],
    },
    Named {
        en: "Manufacturer number (ASCII)",
        zh: "厂家编号（ASCII）",
        at: &[(0x0480_0003, 0x0480_0003)],
    },
    Named {
        en: "Manufacturer software record number",
        zh: "厂家软件备案号",
        at: &[(0x0480_0004, 0x0480_0004)],
    },
    Named {
        en: "%f: time of freeze%n",
        zh: "%n%f时间",
        at: &[
            (0x0500_0001, 0x0500_000C),
            (0x0501_0001, 0x0501_0003),
            (0x0502_0001, 0x0503_0002),
            (0x0505_0001, 0x0505_0002),
            (0x0506_0001, 0x0506_003E),
            (0x0507_0001, 0x0507_0002),
        ],
    },
    Named {
        en: "%f: forward active energy (total, tariffs)%n",
        zh: "%n%f正向有功电能数据",
        at: &[
            (0x0500_0101, 0x0500_010C),
            (0x0501_0101, 0x0501_0103),
            (0x0502_0101, 0x0503_0102),
            (0x0505_0101, 0x0505_0102),
            (0x0506_0101, 0x0506_013E),
            (0x0507_0101, 0x0507_0102),
        ],
    },
    Named {
        en: "%f: reverse active energy (total, tariffs)%n",
        zh: "%n%f反向有功电能数据",
        at: &[
            (0x0500_0201, 0x0500_020C),
            (0x0501_0201, 0x0501_0203),
            (0x0502_0201, 0x0503_0202),
            (0x0505_0201, 0x0505_0202),
            (0x0506_0201, 0x0506_023E),
            (0x0507_0201, 0x0507_0202),
        ],
    },
    Named {
        en: "%f: combined reactive 1 energy (total, tariffs)%n",
        zh: "%n%f组合无功1电能数据",
        at: &[
            (0x0500_0301, 0x0500_030C),
            (0x0501_0301, 0x0501_0303),
            (0x0502_0301, 0x0503_0302),
            (0x0505_0301, 0x0505_0302),
            (0x0506_0301, 0x0506_033E),
            (0x0507_0301, 0x0507_0302),
        ],
    },
    Named {
        en: "%f: combined reactive 2 energy (total, tariffs)%n",
        zh: "%n%f组合无功2电能数据",
        at: &[
            (0x0500_0401, 0x0500_040C),
            (0x0501_0401, 0x0501_0403),
            (0x0502_0401, 0x0503_0402),
            (0x0505_0401, 0x0505_0402),
            (0x0506_0401, 0x0506_043E),
            (0x0507_0401, 0x0507_0402),
        ],
    },
    Named {
        en: "%f: quadrant I reactive energy (total, tariffs)%n",
        zh: "%n%f第一象限无功电能数据",
        at: &[
            (0x0500_0501, 0x0500_050C),
            (0x0501_0501, 0x0501_0503),
            (0x0502_0501, 0x0503_0502),
            (0x0505_0501, 0x0505_0502),
            (0x0506_0501, 0x0506_053E),
            (0x0507_0501, 0x0507_0502),
        ],
    },
    Named {
        en: "%f: quadrant II reactive energy (total, tariffs)%n",
        zh: "%n%f第二象限无功电能数据",
        at: &[
            (0x0500_0601, 0x0500_060C),
            (0x0501_0601, 0x0501_0603),
            (0x0502_0601, 0x0503_0602),
            (0x0505_0601, 0x0505_0602),
            (0x0506_0601, 0x0506_063E),
            (0x0507_0601, 0x0507_0602),
        ],
    },
    Named {
        en: "%f: quadrant III reactive energy (total, tariffs)%n",
        zh: "%n%f第三象限无功电能数据",
        at: &[
            (0x0500_0701, 0x0500_070C),
            (0x0501_0701, 0x0501_0703),
            (0x0502_0701, 0x0503_0702),
            (0x0505_0701, 0x0505_0702),
            (0x0506_0701, 0x0506_073E),
            (0x0507_0701, 0x0507_0702),
        ],
    },
    Named {
        en: "%f: quadrant IV reactive energy (total, tariffs)%n",
        zh: "%n%f第四象限无功电能数据",
        at: &[
            (0x0500_0801, 0x0500_080C),
            (0x0501_0801, 0x0501_0803),
            (0x0502_0801, 0x0503_0802),
            (0x0505_0801, 0x0505_0802),
            (0x0506_0801, 0x0506_083E),
            (0x0507_0801, 0x0507_0802),
        ],
    },
    Named {
        en: "%f: forward active maximum demand and time%n",
        zh: "%n%f正向有功最大需量及发生时间数据",
        at: &[
            (0x0500_0901, 0x0500_090C),
            (0x0501_0901, 0x0501_0903),
            (0x0502_0901, 0x0503_0902),
            (0x0505_0901, 0x0505_0902),
            (0x0506_0901, 0x0506_093E),
            (0x0507_0901, 0x0507_0902),
        ],
    },
    Named {
        en: "%f: reverse active maximum demand and time%n",
        zh: "%n%f反向有功最大需量及发生时间数据",
        at: &[
            (0x0500_0A01, 0x0500_0A0C),
            (0x0501_0A01, 0x0501_0A03),
            (0x0502_0A01, 0x0503_0A02),
            (0x0505_0A01, 0x0505_0A02),
            (0x0506_0A01, 0x0506_0A3E),
            (0x0507_0A01, 0x0507_0A02),
        ],
    },
    Named {
        en: "%f: variables%n",
        zh: "%n%f变量数据",
        at: &[
            (0x0500_1001, 0x0500_100C),
            (0x0501_1001, 0x0501_1003),
            (0x0502_1001, 0x0503_1002),
            (0x0505_1001, 0x0505_1002),
            (0x0506_1001, 0x0506_103E),
            (0x0507_1001, 0x0507_1002),
        ],
    },
    Named {
        en: "%f: block%n",
        zh: "%n%f数据块",
        at: &[
            (0x0500_FF01, 0x0500_FF0C),
            (0x0501_FF01, 0x0501_FF03),
            (0x0502_FF01, 0x0503_FF02),
            (0x0504_FF01, 0x0504_FFFE),
            (0x0505_FF01, 0x0505_FF02),
            (0x0506_FF01, 0x0506_FF3E),
            (0x0507_FF01, 0x0507_FF02),
        ],
    },
    Named {
        en: "%f: time%n",
        zh: "%n%f时间",
        at: &[(0x0504_0001, 0x0504_00FE)],
    },
    Named {
        en: "%f: forward active total energy%n",
        zh: "%n%f正向有功总电能",
        at: &[(0x0504_0101, 0x0504_01FE)],
    },
    Named {
        en: "%f: reverse active total energy%n",
        zh: "%n%f反向有功总电能",
        at: &[(0x0504_0201, 0x0504_02FE)],
    },
    Named {
        en: "Load record, all classes: earliest record blocks",
        zh: "全部类负荷记录：最早记录块",
        at: &[(0x0600_0000, 0x0600_0000)],
    },
    Named {
        en: "Load record, all classes: record blocks from a given time",
        zh: "全部类负荷记录：给定时间记录块",
        at: &[(0x0600_0001, 0x0600_0001)],
    },
    Named {
        en: "Load record, all classes: most recent record block",
        zh: "全部类负荷记录：最近一个记录块",
        at: &[(0x0600_0002, 0x0600_0002)],
    },
    Named {
        en: "Load record, class 1 (voltage, current, frequency): earliest record blocks",
        zh: "第1类负荷最早记录块",
        at: &[(0x0601_0000, 0x0601_0000)],
    },
    Named {
        en: "Load record, class 1 (voltage, current, frequency): record blocks from a given time",
        zh: "第1类负荷给定时间记录块",
        at: &[(0x0601_0001, 0x0601_0001)],
    },
    Named {
        en: "Load record, class 1 (voltage, current, frequency): most recent record block",
        zh: "第1类负荷最近一个记录块",
        at: &[(0x0601_0002, 0x0601_0002)],
    },
    Named {
        en: "Load record, class 2 (active, reactive power): earliest record blocks",
        zh: "第2类负荷最早记录块",
        at: &[(0x0602_0000, 0x0602_0000)],
    },
    Named {
        en: "Load record, class 2 (active, reactive power): record blocks from a given time",
        zh: "第2类负荷给定时间记录块",
        at: &[(0x0602_0001, 0x0602_0001)],
    },
    Named {
        en: "Load record, class 2 (active, reactive power): most recent record block",
        zh: "第2类负荷最近一个记录块",
        at: &[(0x0602_0002, 0x0602_0002)],
    },
    Named {
        en: "Load record, class 3 (power factor): earliest record blocks",
        zh: "第3类负荷最早记录块",
        at: &[(0x0603_0000, 0x0603_0000)],
    },
    Named {
        en: "Load record, class 3 (power factor): record blocks from a given time",
        zh: "第3类负荷给定时间记录块",
        at: &[(0x0603_0001, 0x0603_0001)],
    },
    Named {
        en: "Load record, class 3 (power factor): most recent record block",
        zh: "第3类负荷最近一个记录块",
        at: &[(0x0603_0002, 0x0603_0002)],
    },
    Named {
        en: "Load record, class 4 (total energies): earliest record blocks",
        zh: "第4类负荷最早记录块",
        at: &[(0x0604_0000, 0x0604_0000)],
    },
    Named {
        en: "Load record, class 4 (total energies): record blocks from a given time",
        zh: "第4类负荷给定时间记录块",
        at: &[(0x0604_0001, 0x0604_0001)],
    },
    Named {
        en: "Load record, class 4 (total energies): most recent record block",
        zh: "第4类负荷最近一个记录块",
        at: &[(0x0604_0002, 0x0604_0002)],
    },
    Named {
        en: "Load record, class 5 (four-quadrant reactive energies): earliest record blocks",
        zh: "第5类负荷最早记录块",
        at: &[(0x0605_0000, 0x0605_0000)],
    },
    Named {
        en: "Load record, class 5 (four-quadrant reactive energies): record blocks from a given \
             time",
        zh: "第5类负荷给定时间记录块",
        at: &[(0x0605_0001, 0x0605_0001)],
    },
    Named {
        en: "Load record, class 5 (four-quadrant reactive energies): most recent record block",
        zh: "第5类负荷最近一个记录块",
        at: &[(0x0605_0002, 0x0605_0002)],
    },
    Named {
        en: "Load record, class 6 (present demand): earliest record blocks",
        zh: "第6类负荷最早记录块",
        at: &[(0x0606_0000, 0x0606_0000)],
    },
    Named {
        en: "Load record, class 6 (present demand): record blocks from a given time",
        zh: "第6类负荷给定时间记录块",
        at: &[(0x0606_0001, 0x0606_0001)],
    },
    Named {
        en: "Load record, class 6 (present demand): most recent record block",
        zh: "第6类负荷最近一个记录块",
        at: &[(0x0606_0002, 0x0606_0002)],
    },
    Named {
        en: "Voltage phase A curve",
        zh: "A相电压曲线",
        at: &[(0x0610_0101, 0x0610_0101)],
    },
    Named {
        en: "Voltage phase B curve",
        zh: "B相电压曲线",
        at: &[(0x0610_0102, 0x0610_0102)],
    },
    Named {
        en: "Voltage phase C curve",
        zh: "C相电压曲线",
        at: &[(0x0610_0103, 0x0610_0103)],
    },
    Named {
        en: "Voltage block curve",
        zh: "电压数据块曲线",
        at: &[(0x0610_01FF, 0x0610_01FF)],
    },
    Named {
        en: "Current phase A curve",
        zh: "A相电流曲线",
        at: &[(0x0610_0201, 0x0610_0201)],
    },
    Named {
        en: "Current phase B curve",
        zh: "B相电流曲线",
        at: &[(0x0610_0202, 0x0610_0202)],
    },
    Named {
        en: "Current phase C curve",
        zh: "C相电流曲线",
        at: &[(0x0610_0203, 0x0610_0203)],
    },
    Named {
        en: "Current block curve",
        zh: "电流数据块曲线",
        at: &[(0x0610_02FF, 0x0610_02FF)],
    },
    Named {
        en: "Active power total curve",
        zh: "总有功功率曲线",
        at: &[(0x0610_0300, 0x0610_0300)],
    },
    Named {
        en: "Active power phase A curve",
        zh: "A相有功功率曲线",
        at: &[(0x0610_0301, 0x0610_0301)],
    },
    Named {
        en: "Active power phase B curve",
        zh: "B相有功功率曲线",
        at: &[(0x0610_0302, 0x0610_0302)],
    },
    Named {
        en: "Active power phase C curve",
        zh: "C相有功功率曲线",
        at: &[(0x0610_0303, 0x0610_0303)],
    },
    Named {
        en: "Active power block curve",
        zh: "有功功率数据块曲线",
        at: &[(0x0610_03FF, 0x0610_03FF)],
    },
    Named {
        en: "Reactive power total curve",
        zh: "总无功功率曲线",
        at: &[(0x0610_0400, 0x0610_0400)],
    },
    Named {
        en: "Reactive power phase A curve",
        zh: "A相无功功率曲线",
        at: &[(0x0610_0401, 0x0610_0401)],
    },
    Named {
        en: "Reactive power phase B curve",
        zh: "B相无功功率曲线",
        at: &[(0x0610_0402, 0x0610_0402)],
    },
    Named {
        en: "Reactive power phase C curve",
        zh: "C相无功功率曲线",
        at: &[(0x0610_0403, 0x0610_0403)],
    },
    Named {
        en: "Reactive power block curve",
        zh: "无功功率数据块曲线",
        at: &[(0x0610_04FF, 0x0610_04FF)],
    },
    Named {
        en: "Power factor total curve",
        zh: "总功率因数曲线",
        at: &[(0x0610_0500, 0x0610_0500)],
    },
    Named {
        en: "Power factor phase A curve",
        zh: "A相功率因数曲线",
        at: &[(0x0610_0501, 0x0610_0501)],
    },
    Named {
        en: "Power factor phase B curve",
        zh: "B相功率因数曲线",
        at: &[(0x0610_0502, 0x0610_0502)],
    },
    Named {
        en: "Power factor phase C curve",
        zh: "C相功率因数曲线",
        at: &[(0x0610_0503, 0x0610_0503)],
    },
    Named {
        en: "Power factor block curve",
        zh: "功率因数数据块曲线",
        at: &[(0x0610_05FF, 0x0610_05FF)],
    },
    Named {
        en: "Forward active energy curve",
        zh: "正向有功总电能曲线",
        at: &[(0x0610_0601, 0x0610_0601)],
    },
    Named {
        en: "Reverse active energy curve",
        zh: "反向有功总电能曲线",
        at: &[(0x0610_0602, 0x0610_0602)],
    },
    Named {
        en: "Combined reactive 1 energy curve",
        zh: "组合无功1总电能曲线",
        at: &[(0x0610_0603, 0x0610_0603)],
    },
    Named {
        en: "Combined reactive 2 energy curve",
        zh: "组合无功2总电能曲线",
        at: &[(0x0610_0604, 0x0610_0604)],
    },
    Named {
        en: "Total energies block curve",
        zh: "总电能数据块曲线",
        at: &[(0x0610_06FF, 0x0610_06FF)],
    },
    Named {
        en: "Quadrant I reactive energy curve",
        zh: "第一象限无功总电能曲线",
        at: &[(0x0610_0701, 0x0610_0701)],
    },
    Named {
        en: "Quadrant II reactive energy curve",
        zh: "第二象限无功总电能曲线",
        at: &[(0x0610_0702, 0x0610_0702)],
    },
    Named {
        en: "Quadrant III reactive energy curve",
        zh: "第三象限无功总电能曲线",
        at: &[(0x0610_0703, 0x0610_0703)],
    },
    Named {
        en: "Quadrant IV reactive energy curve",
        zh: "第四象限无功总电能曲线",
        at: &[(0x0610_0704, 0x0610_0704)],
    },
    Named {
        en: "Four-quadrant reactive energies block curve",
        zh: "四象限无功总电能数据块曲线",
        at: &[(0x0610_07FF, 0x0610_07FF)],
    },
    Named {
        en: "Present active demand curve",
        zh: "当前有功需量曲线",
        at: &[(0x0610_0801, 0x0610_0801)],
    },
    Named {
        en: "Present reactive demand curve",
        zh: "当前无功需量曲线",
        at: &[(0x0610_0802, 0x0610_0802)],
    },
    Named {
        en: "Present demand block curve",
        zh: "当前需量数据块曲线",
        at: &[(0x0610_08FF, 0x0610_08FF)],
    },
    Named {
        en: "Validity of the identity authentication",
        zh: "身份认证时效设置",
        at: &[(0x0700_01FF, 0x0700_01FF)],
    },
    Named {
        en: "%e: count over all phases",
        zh: "%e总次数（各相合计）",
        at: &[(0x1000_0001, 0x1000_0001)],
    },
    Named {
        en: "%e: duration over all phases",
        zh: "%e总累计时间（各相合计）",
        at: &[(0x1000_0002, 0x1000_0002)],
    },
    Named {
        en: "%e: count over all phases (other number)",
        zh: "%e总次数（另一编号）",
        at: &[(0x1000_0100, 0x1000_0100)],
    },
    Named {
        en: "Last loss of voltage: start time",
        zh: "最近1次失压发生时刻",
        at: &[(0x1000_0101, 0x1000_0101)],
    },
    Named {
        en: "Last loss of voltage: end time",
        zh: "最近1次失压结束时刻",
        at: &[(0x1000_0201, 0x1000_0201)],
    },
    Named {
        en: "%e, phase %p: total count",
        zh: "%p相%e总次数",
        at: &[(0x1001_0001, 0x1303_0001), (0x1801_0001, 0x1C03_0001)],
    },
    Named {
        en: "%e, phase %p: cumulative duration",
        zh: "%p相%e总累计时间",
        at: &[(0x1001_0002, 0x1303_0002), (0x1801_0002, 0x1C03_0002)],
    },
    Named {
        en: "%e, phase %p: start time%n",
        zh: "%n%p相%e发生时刻",
        at: &[(0x1001_0101, 0x1303_010A), (0x1801_0101, 0x1C03_010A)],
    },
    Named {
        en: "%e, phase %p: start forward active energy, total%n",
        zh: "%n%p相%e发生时刻正向有功总电能",
        at: &[(0x1001_0201, 0x1303_020A), (0x1801_0201, 0x1C03_020A)],
    },
    Named {
        en: "%e, phase %p: start reverse active energy, total%n",
        zh: "%n%p相%e发生时刻反向有功总电能",
        at: &[(0x1001_0301, 0x1303_030A), (0x1801_0301, 0x1C03_030A)],
    },
    Named {
        en: "%e, phase %p: start combined reactive 1 energy, total%n",
        zh: "%n%p相%e发生时刻组合无功1总电能",
        at: &[(0x1001_0401, 0x1303_040A), (0x1801_0401, 0x1C03_040A)],
    },
    Named {
        en: "%e, phase %p: start combined reactive 2 energy, total%n",
        zh: "%n%p相%e发生时刻组合无功2总电能",
        at: &[(0x1001_0501, 0x1303_050A), (0x1801_0501, 0x1C03_050A)],
    },
    Named {
        en: "%e, phase %p: start forward active energy, phase A%n",
        zh: "%n%p相%e发生时刻A相正向有功电能",
        at: &[(0x1001_0601, 0x1303_060A), (0x1801_0601, 0x1C03_060A)],
    },
    Named {
        en: "%e, phase %p: start reverse active energy, phase A%n",
        zh: "%n%p相%e发生时刻A相反向有功电能",
        at: &[(0x1001_0701, 0x1303_070A), (0x1801_0701, 0x1C03_070A)],
    },
    Named {
        en: "%e, phase %p: start combined reactive 1 energy, phase A%n",
        zh: "%n%p相%e发生时刻A相组合无功1电能",
        at: &[(0x1001_0801, 0x1303_080A), (0x1801_0801, 0x1C03_080A)],
    },
    Named {
        en: "%e, phase %p: start combined reactive 2 energy, phase A%n",
        zh: "%n%p相%e发生时刻A相组合无功2电能",
        at: &[(0x1001_0901, 0x1303_090A), (0x1801_0901, 0x1C03_090A)],
    },
    Named {
        en: "%e, phase %p: start voltage, phase A%n",
        zh: "%n%p相%e发生时刻A相电压",
        at: &[(0x1001_0A01, 0x1303_0A0A), (0x1801_0A01, 0x1A03_0A0A)],
    },
    Named {
        en: "%e, phase %p: start current, phase A%n",
        zh: "%n%p相%e发生时刻A相电流",
        at: &[(0x1001_0B01, 0x1303_0B0A), (0x1801_0B01, 0x1A03_0B0A)],
    },
    Named {
        en: "%e, phase %p: start active power, phase A%n",
        zh: "%n%p相%e发生时刻A相有功功率",
        at: &[(0x1001_0C01, 0x1303_0C0A), (0x1801_0C01, 0x1A03_0C0A)],
    },
    Named {
        en: "%e, phase %p: start reactive power, phase A%n",
        zh: "%n%p相%e发生时刻A相无功功率",
        at: &[(0x1001_0D01, 0x1303_0D0A), (0x1801_0D01, 0x1A03_0D0A)],
    },
    Named {
        en: "%e, phase %p: start power factor, phase A%n",
        zh: "%n%p相%e发生时刻A相功率因数",
        at: &[(0x1001_0E01, 0x1303_0E0A), (0x1801_0E01, 0x1A03_0E0A)],
    },
    Named {
        en: "%e, phase %p: start forward active energy, phase B%n",
        zh: "%n%p相%e发生时刻B相正向有功电能",
        at: &[(0x1001_0F01, 0x1303_0F0A), (0x1801_0F01, 0x1A03_0F0A), (0x1B01_0A01, 0x1C03_0A0A)],
    },
    Named {
        en: "%e, phase %p: start reverse active energy, phase B%n",
        zh: "%n%p相%e发生时刻B相反向有功电能",
        at: &[(0x1001_1001, 0x1303_100A), (0x1801_1001, 0x1A03_100A), (0x1B01_0B01, 0x1C03_0B0A)],
    },
    Named {
        en: "%e, phase %p: start combined reactive 1 energy, phase B%n",
        zh: "%n%p相%e发生时刻B相组合无功1电能",
        at: &[(0x1001_1101, 0x1303_110A), (0x1801_1101, 0x1A03_110A), (0x1B01_0C01, 0x1C03_0C0A)],
    },
    Named {
        en: "%e, phase %p: start combined reactive 2 energy, phase B%n",
        zh: "%n%p相%e发生时刻B相组合无功2电能",
        at: &[(0x1001_1201, 0x1303_120A), (0x1801_1201, 0x1A03_120A), (0x1B01_0D01, 0x1C03_0D0A)],
    },
    Named {
        en: "%e, phase %p: start voltage, phase B%n",
        zh: "%n%p相%e发生时刻B相电压",
        at: &[(0x1001_1301, 0x1303_130A), (0x1801_1301, 0x1A03_130A)],
    },
    Named {
        en: "%e, phase %p: start current, phase B%n",
        zh: "%n%p相%e发生时刻B相电流",
        at: &[(0x1001_1401, 0x1303_140A), (0x1801_1401, 0x1A03_140A)],
    },
    Named {
        en: "%e, phase %p: start active power, phase B%n",
        zh: "%n%p相%e发生时刻B相有功功率",
        at: &[(0x1001_1501, 0x1303_150A), (0x1801_1501, 0x1A03_150A)],
    },
    Named {
        en: "%e, phase %p: start reactive power, phase B%n",
        zh: "%n%p相%e发生时刻B相无功功率",
        at: &[(0x1001_1601, 0x1303_160A), (0x1801_1601, 0x1A03_160A)],
    },
    Named {
        en: "%e, phase %p: start power factor, phase B%n",
        zh: "%n%p相%e发生时刻B相功率因数",
        at: &[(0x1001_1701, 0x1303_170A), (0x1801_1701, 0x1A03_170A)],
    },
    Named {
        en: "%e, phase %p: start forward active energy, phase C%n",
        zh: "%n%p相%e发生时刻C相正向有功电能",
        at: &[(0x1001_1801, 0x1303_180A), (0x1801_1801, 0x1A03_180A), (0x1B01_0E01, 0x1C03_0E0A)],
    },
    Named {
        en: "%e, phase %p: start reverse active energy, phase C%n",
        zh: "%n%p相%e发生时刻C相反向有功电能",
        at: &[(0x1001_1901, 0x1303_190A), (0x1801_1901, 0x1A03_190A), (0x1B01_0F01, 0x1C03_0F0A)],
    },
    Named {
        en: "%e, phase %p: start combined reactive 1 energy, phase C%n",
        zh: "%n%p相%e发生时刻C相组合无功1电能",
        at: &[(0x1001_1A01, 0x1303_1A0A), (0x1801_1A01, 0x1A03_1A0A), (0x1B01_1001, 0x1C03_100A)],
    },
    Named {
        en: "%e, phase %p: start combined reactive 2 energy, phase C%n",
        zh: "%n%p相%e发生时刻C相组合无功2电能",
        at: &[(0x1001_1B01, 0x1303_1B0A), (0x1801_1B01, 0x1A03_1B0A), (0x1B01_1101, 0x1C03_110A)],
    },
    Named {
        en: "%e, phase %p: start voltage, phase C%n",
        zh: "%n%p相%e发生时刻C相电压",
        at: &[(0x1001_1C01, 0x1303_1C0A), (0x1801_1C01, 0x1A03_1C0A)],
    },
    Named {
        en: "%e, phase %p: start current, phase C%n",
        zh: "%n%p相%e发生时刻C相电流",
        at: &[(0x1001_1D01, 0x1303_1D0A), (0x1801_1D01, 0x1A03_1D0A)],
    },
    Named {
        en: "%e, phase %p: start active power, phase C%n",
        zh: "%n%p相%e发生时刻C相有功功率",
        at: &[(0x1001_1E01, 0x1303_1E0A), (0x1801_1E01, 0x1A03_1E0A)],
    },
    Named {
        en: "%e, phase %p: start reactive power, phase C%n",
        zh: "%n%p相%e发生时刻C相无功功率",
        at: &[(0x1001_1F01, 0x1303_1F0A), (0x1801_1F01, 0x1A03_1F0A)],
    },
    Named {
        en: "%e, phase %p: start power factor, phase C%n",
        zh: "%n%p相%e发生时刻C相功率因数",
        at: &[(0x1001_2001, 0x1303_200A), (0x1801_2001, 0x1A03_200A)],
    },
    Named {
        en: "%e, phase %p: ampere-hours total%n",
        zh: "%n%p相%e期间总安时数",
        at: &[(0x1001_2101, 0x1303_210A)],
    },
    Named {
        en: "%e, phase %p: ampere-hours, phase A%n",
        zh: "%n%p相%e期间A相安时数",
        at: &[(0x1001_2201, 0x1303_220A)],
    },
    Named {
        en: "%e, phase %p: ampere-hours, phase B%n",
        zh: "%n%p相%e期间B相安时数",
        at: &[(0x1001_2301, 0x1303_230A)],
    },
    Named {
        en: "%e, phase %p: ampere-hours, phase C%n",
        zh: "%n%p相%e期间C相安时数",
        at: &[(0x1001_2401, 0x1303_240A)],
    },
    Named {
        en: "%e, phase %p: end time%n",
        zh: "%n%p相%e结束时刻",
        at: &[(0x1001_2501, 0x1303_250A), (0x1801_2101, 0x1A03_210A), (0x1B01_1201, 0x1C03_120A)],
    },
    Named {
        en: "%e, phase %p: end forward active energy, total%n",
        zh: "%n%p相%e结束时刻正向有功总电能",
        at: &[(0x1001_2601, 0x1303_260A), (0x1801_2201, 0x1A03_220A), (0x1B01_1301, 0x1C03_130A)],
    },
    Named {
        en: "%e, phase %p: end reverse active energy, total%n",
        zh: "%n%p相%e结束时刻反向有功总电能",
        at: &[(0x1001_2701, 0x1303_270A), (0x1801_2301, 0x1A03_230A), (0x1B01_1401, 0x1C03_140A)],
    },
    Named {
        en: "%e, phase %p: end combined reactive 1 energy, total%n",
        zh: "%n%p相%e结束时刻组合无功1总电能",
        at: &[(0x1001_2801, 0x1303_280A), (0x1801_2401, 0x1A03_240A), (0x1B01_1501, 0x1C03_150A)],
    },
    Named {
        en: "%e, phase %p: end combined reactive 2 energy, total%n",
        zh: "%n%p相%e结束时刻组合无功2总电能",
        at: &[(0x1001_2901, 0x1303_290A), (0x1801_2501, 0x1A03_250A), (0x1B01_1601, 0x1C03_160A)],
    },
    Named {
        en: "%e, phase %p: end forward active energy, phase A%n",
        zh: "%n%p相%e结束时刻A相正向有功电能",
        at: &[(0x1001_2A01, 0x1303_2A0A), (0x1801_2601, 0x1A03_260A), (0x1B01_1701, 0x1C03_170A)],
    },
    Named {
        en: "%e, phase %p: end reverse active energy, phase A%n",
        zh: "%n%p相%e结束时刻A相反向有功电能",
        at: &[(0x1001_2B01, 0x1303_2B0A), (0x1801_2701, 0x1A03_270A), (0x1B01_1801, 0x1C03_180A)],
    },
    Named {
        en: "%e, phase %p: end combined reactive 1 energy, phase A%n",
        zh: "%n%p相%e结束时刻A相组合无功1电能",
        at: &[(0x1001_2C01, 0x1303_2C0A), (0x1801_2801, 0x1A03_280A), (0x1B01_1901, 0x1C03_190A)],
    },
    Named {
        en: "%e, phase %p: end combined reactive 2 energy, phase A%n",
        zh: "%n%p相%e结束时刻A相组合无功2电能",
        at: &[(0x1001_2D01, 0x1303_2D0A), (0x1801_2901, 0x1A03_290A), (0x1B01_1A01, 0x1C03_1A0A)],
    },
    Named {
        en: "%e, phase %p: end forward active energy, phase B%n",
        zh: "%n%p相%e结束时刻B相正向有功电能",
        at: &[(0x1001_2E01, 0x1303_2E0A), (0x1801_2A01, 0x1A03_2A0A), (0x1B01_1B01, 0x1C03_1B0A)],
    },
    Named {
        en: "%e, phase %p: end reverse active energy, phase B%n",
        zh: "%n%p相%e结束时刻B相反向有功电能",
        at: &[(0x1001_2F01, 0x1303_2F0A), (0x1801_2B01, 0x1A03_2B0A), (0x1B01_1C01, 0x1C03_1C0A)],
    },
    Named {
        en: "%e, phase %p: end combined reactive 1 energy, phase B%n",
        zh: "%n%p相%e结束时刻B相组合无功1电能",
        at: &[(0x1001_3001, 0x1303_300A), (0x1801_2C01, 0x1A03_2C0A), (0x1B01_1D01, 0x1C03_1D0A)],
    },
    Named {
        en: "%e, phase %p: end combined reactive 2 energy, phase B%n",
        zh: "%n%p相%e结束时刻B相组合无功2电能",
        at: &[(0x1001_3101, 0x1303_310A), (0x1801_2D01, 0x1A03_2D0A), (0x1B01_1E01, 0x1C03_1E0A)],
    },
    Named {
        en: "%e, phase %p: end forward active energy, phase C%n",
        zh: "%n%p相%e结束时刻C相正向有功电能",
        at: &[(0x1001_3201, 0x1303_320A), (0x1801_2E01, 0x1A03_2E0A), (0x1B01_1F01, 0x1C03_1F0A)],
    },
    Named {
        en: "%e, phase %p: end reverse active energy, phase C%n",
        zh: "%n%p相%e结束时刻C相反向有功电能",
        at: &[(0x1001_3301, 0x1303_330A), (0x1801_2F01, 0x1A03_2F0A), (0x1B01_2001, 0x1C03_200A)],
    },
    Named {
        en: "%e, phase %p: end combined reactive 1 energy, phase C%n",
        zh: "%n%p相%e结束时刻C相组合无功1电能",
        at: &[(0x1001_3401, 0x1303_340A), (0x1801_3001, 0x1A03_300A), (0x1B01_2101, 0x1C03_210A)],
    },
    Named {
        en: "%e, phase %p: end combined reactive 2 energy, phase C%n",
        zh: "%n%p相%e结束时刻C相组合无功2电能",
        at: &[(0x1001_3501, 0x1303_350A), (0x1801_3101, 0x1A03_310A), (0x1B01_2201, 0x1C03_220A)],
    },
    Named {
        en: "%e, phase %p: record block of items 01..35%n",
        zh: "%n%p相%e记录数据块",
        at: &[(0x1001_FF01, 0x1303_FF0A)],
    },
    Named {
        en: "%e: end time%n",
        zh: "%n%e结束时刻",
        at: &[
            (0x1400_1201, 0x1500_120A),
            (0x1600_1301, 0x1700_130A),
            (0x1F00_0601, 0x1F00_060A),
            (0x2000_1301, 0x2000_130A),
        ],
    },
    Named {
        en: "%e: end forward active energy, total%n",
        zh: "%n%e结束时刻正向有功总电能",
        at: &[
            (0x1400_1301, 0x1500_130A),
            (0x1600_1401, 0x1700_140A),
            (0x1F00_0701, 0x1F00_070A),
            (0x2000_1401, 0x2000_140A),
        ],
    },
    Named {
        en: "%e: end reverse active energy, total%n",
        zh: "%n%e结束时刻反向有功总电能",
        at: &[
            (0x1400_1401, 0x1500_140A),
            (0x1600_1501, 0x1700_150A),
            (0x1F00_0801, 0x1F00_080A),
            (0x2000_1501, 0x2000_150A),
        ],
    },
    Named {
        en: "%e: end combined reactive 1 energy, total%n",
        zh: "%n%e结束时刻组合无功1总电能",
        at: &[
            (0x1400_1501, 0x1500_150A),
            (0x1600_1601, 0x1700_160A),
            (0x1F00_0901, 0x1F00_090A),
            (0x2000_1601, 0x2000_160A),
        ],
    },
    Named {
        en: "%e: end combined reactive 2 energy, total%n",
        zh: "%n%e结束时刻组合无功2总电能",
        at: &[
            (0x1400_1601, 0x1500_160A),
            (0x1600_1701, 0x1700_170A),
            (0x1F00_0A01, 0x1F00_0A0A),
            (0x2000_1701, 0x2000_170A),
        ],
    },
    Named {
        en: "%e: end forward active energy, phase A%n",
        zh: "%n%e结束时刻A相正向有功电能",
        at: &[(0x1400_1701, 0x1500_170A), (0x1600_1801, 0x1700_180A), (0x2000_1801, 0x2000_180A)],
    },
    Named {
        en: "%e: end reverse active energy, phase A%n",
        zh: "%n%e结束时刻A相反向有功电能",
        at: &[(0x1400_1801, 0x1500_180A), (0x1600_1901, 0x1700_190A), (0x2000_1901, 0x2000_190A)],
    },
    Named {
        en: "%e: end combined reactive 1 energy, phase A%n",
        zh: "%n%e结束时刻A相组合无功1电能",
        at: &[(0x1400_1901, 0x1500_190A), (0x1600_1A01, 0x1700_1A0A), (0x2000_1A01, 0x2000_1A0A)],
    },
    Named {
        en: "%e: end combined reactive 2 energy, phase A%n",
        zh: "%n%e结束时刻A相组合无功2电能",
        at: &[(0x1400_1A01, 0x1500_1A0A), (0x1600_1B01, 0x1700_1B0A), (0x2000_1B01, 0x2000_1B0A)],
    },
    Named {
        en: "%e: end forward active energy, phase B%n",
        zh: "%n%e结束时刻B相正向有功电能",
        at: &[(0x1400_1B01, 0x1500_1B0A), (0x1600_1C01, 0x1700_1C0A), (0x2000_1C01, 0x2000_1C0A)],
    },
    Named {
        en: "%e: end reverse active energy, phase B%n",
        zh: "%n%e结束时刻B相反向有功电能",
        at: &[(0x1400_1C01, 0x1500_1C0A), (0x1600_1D01, 0x1700_1D0A), (0x2000_1D01, 0x2000_1D0A)],
    },
    Named {
        en: "%e: end combined reactive 1 energy, phase B%n",
        zh: "%n%e结束时刻B相组合无功1电能",
        at: &[(0x1400_1D01, 0x1500_1D0A), (0x1600_1E01, 0x1700_1E0A), (0x2000_1E01, 0x2000_1E0A)],
    },
    Named {
        en: "%e: end combined reactive 2 energy, phase B%n",
        zh: "%n%e结束时刻B相组合无功2电能",
        at: &[(0x1400_1E01, 0x1500_1E0A), (0x1600_1F01, 0x1700_1F0A), (0x2000_1F01, 0x2000_1F0A)],
    },
    Named {
        en: "%e: end forward active energy, phase C%n",
        zh: "%n%e结束时刻C相正向有功电能",
        at: &[(0x1400_1F01, 0x1500_1F0A), (0x1600_2001, 0x1700_200A), (0x2000_2001, 0x2000_200A)],
    },
    Named {
        en: "%e: end reverse active energy, phase C%n",
        zh: "%n%e结束时刻C相反向有功电能",
        at: &[(0x1400_2001, 0x1500_200A), (0x1600_2101, 0x1700_210A), (0x2000_2101, 0x2000_210A)],
    },
    Named {
        en: "%e: end combined reactive 1 energy, phase C%n",
        zh: "%n%e结束时刻C相组合无功1电能",
        at: &[(0x1400_2101, 0x1500_210A), (0x1600_2201, 0x1700_220A), (0x2000_2201, 0x2000_220A)],
    },
    Named {
        en: "%e: end combined reactive 2 energy, phase C%n",
        zh: "%n%e结束时刻C相组合无功2电能",
        at: &[(0x1400_2201, 0x1500_220A), (0x1600_2301, 0x1700_230A), (0x2000_2301, 0x2000_230A)],
    },
    Named {
        en: "%e: record block of items 01..22%n",
        zh: "%n%e记录数据块",
        at: &[(0x1400_FF01, 0x1500_FF0A)],
    },
    Named {
        en: "%e: total count",
        zh: "%e总次数",
        at: &[(0x1400_0001, 0x1700_0001), (0x1D00_0001, 0x2000_0001)],
    },
    Named {
        en: "%e: cumulative duration",
        zh: "%e总累计时间",
        at: &[(0x1400_0002, 0x1700_0002), (0x1F00_0002, 0x2000_0002)],
    },
    Named {
        en: "%e: start time%n",
        zh: "%n%e发生时刻",
        at: &[(0x1400_0101, 0x1700_010A), (0x1F00_0101, 0x2000_010A)],
    },
    Named {
        en: "%e: start forward active energy, total%n",
        zh: "%n%e发生时刻正向有功总电能",
        at: &[(0x1400_0201, 0x1700_020A), (0x1F00_0201, 0x2000_020A)],
    },
    Named {
        en: "%e: start reverse active energy, total%n",
        zh: "%n%e发生时刻反向有功总电能",
        at: &[(0x1400_0301, 0x1700_030A), (0x1F00_0301, 0x2000_030A)],
    },
    Named {
        en: "%e: start combined reactive 1 energy, total%n",
        zh: "%n%e发生时刻组合无功1总电能",
        at: &[(0x1400_0401, 0x1700_040A), (0x1F00_0401, 0x2000_040A)],
    },
    Named {
        en: "%e: start combined reactive 2 energy, total%n",
        zh: "%n%e发生时刻组合无功2总电能",
        at: &[(0x1400_0501, 0x1700_050A), (0x1F00_0501, 0x2000_050A)],
    },
    Named {
        en: "%e: start forward active energy, phase A%n",
        zh: "%n%e发生时刻A相正向有功电能",
        at: &[(0x1400_0601, 0x1700_060A), (0x2000_0601, 0x2000_060A)],
    },
    Named {
        en: "%e: start reverse active energy, phase A%n",
        zh: "%n%e发生时刻A相反向有功电能",
        at: &[(0x1400_0701, 0x1700_070A), (0x2000_0701, 0x2000_070A)],
    },
    Named {
        en: "%e: start combined reactive 1 energy, phase A%n",
        zh: "%n%e发生时刻A相组合无功1电能",
        at: &[(0x1400_0801, 0x1700_080A), (0x2000_0801, 0x2000_080A)],
    },
    Named {
        en: "%e: start combined reactive 2 energy, phase A%n",
        zh: "%n%e发生时刻A相组合无功2电能",
        at: &[(0x1400_0901, 0x1700_090A), (0x2000_0901, 0x2000_090A)],
    },
    Named {
        en: "%e: start forward active energy, phase B%n",
        zh: "%n%e发生时刻B相正向有功电能",
        at: &[(0x1400_0A01, 0x1700_0A0A), (0x2000_0A01, 0x2000_0A0A)],
    },
    Named {
        en: "%e: start reverse active energy, phase B%n",
        zh: "%n%e发生时刻B相反向有功电能",
        at: &[(0x1400_0B01, 0x1700_0B0A), (0x2000_0B01, 0x2000_0B0A)],
    },
    Named {
        en: "%e: start combined reactive 1 energy, phase B%n",
        zh: "%n%e发生时刻B相组合无功1电能",
        at: &[(0x1400_0C01, 0x1700_0C0A), (0x2000_0C01, 0x2000_0C0A)],
    },
    Named {
        en: "%e: start combined reactive 2 energy, phase B%n",
        zh: "%n%e发生时刻B相组合无功2电能",
        at: &[(0x1400_0D01, 0x1700_0D0A), (0x2000_0D01, 0x2000_0D0A)],
    },
    Named {
        en: "%e: start forward active energy, phase C%n",
        zh: "%n%e发生时刻C相正向有功电能",
        at: &[(0x1400_0E01, 0x1700_0E0A), (0x2000_0E01, 0x2000_0E0A)],
    },
    Named {
        en: "%e: start reverse active energy, phase C%n",
        zh: "%n%e发生时刻C相反向有功电能",
        at: &[(0x1400_0F01, 0x1700_0F0A), (0x2000_0F01, 0x2000_0F0A)],
    },
    Named {
        en: "%e: start combined reactive 1 energy, phase C%n",
        zh: "%n%e发生时刻C相组合无功1电能",
        at: &[(0x1400_1001, 0x1700_100A), (0x2000_1001, 0x2000_100A)],
    },
    Named {
        en: "%e: start combined reactive 2 energy, phase C%n",
        zh: "%n%e发生时刻C相组合无功2电能",
        at: &[(0x1400_1101, 0x1700_110A), (0x2000_1101, 0x2000_110A)],
    },
    Named {
        en: "%e: maximum imbalance%n",
        zh: "%n%e最大不平衡率",
        at: &[(0x1600_1201, 0x1700_120A), (0x2000_1201, 0x2000_120A)],
    },
    Named {
        en: "%e: record block of items 01..23%n",
        zh: "%n%e记录数据块",
        at: &[(0x1600_FF01, 0x1700_FF0A), (0x2000_FF01, 0x2000_FF0A)],
    },
    Named {
        en: "%e, phase %p: record block of items 01..31%n",
        zh: "%n%p相%e记录数据块",
        at: &[(0x1801_FF01, 0x1A03_FF0A)],
    },
    Named {
        en: "%e, phase %p: record block of items 01..22%n",
        zh: "%n%p相%e记录数据块",
        at: &[(0x1B01_FF01, 0x1C03_FF0A)],
    },
    Named {
        en: "Relay trip record block%n",
        zh: "%n跳闸记录数据块",
        at: &[(0x1D00_FF01, 0x1D00_FF0A)],
    },
    Named {
        en: "%e: time%n",
        zh: "%n%e发生时刻",
        at: &[(0x1D00_0101, 0x1E00_010A)],
    },
    Named {
        en: "%e: operator code%n",
        zh: "%n%e操作者代码",
        at: &[(0x1D00_0201, 0x1E00_020A)],
    },
    Named {
        en: "%e: forward active energy%n",
        zh: "%n%e时正向有功总电能",
        at: &[(0x1D00_0301, 0x1E00_030A)],
    },
    Named {
        en: "%e: reverse active energy%n",
        zh: "%n%e时反向有功总电能",
        at: &[(0x1D00_0401, 0x1E00_040A)],
    },
    Named {
        en: "%e: Q1 reactive energy%n",
        zh: "%n%e时第一象限无功总电能",
        at: &[(0x1D00_0501, 0x1E00_050A)],
    },
    Named {
        en: "%e: Q2 reactive energy%n",
        zh: "%n%e时第二象限无功总电能",
        at: &[(0x1D00_0601, 0x1E00_060A)],
    },
    Named {
        en: "%e: Q3 reactive energy%n",
        zh: "%n%e时第三象限无功总电能",
        at: &[(0x1D00_0701, 0x1E00_070A)],
    },
    Named {
        en: "%e: Q4 reactive energy%n",
        zh: "%n%e时第四象限无功总电能",
        at: &[(0x1D00_0801, 0x1E00_080A)],
    },
    Named {
        en: "Relay close record block%n",
        zh: "%n合闸记录数据块",
        at: &[(0x1E00_FF01, 0x1E00_FF0A)],
    },
    Named {
        en: "%e: record block of items 01..0A%n",
        zh: "%n%e记录数据块",
        at: &[(0x1F00_FF01, 0x1F00_FF0A)],
    },
    Named {
        en: "Power flow reversal (total): count",
        zh: "潮流反向总次数",
        at: &[(0x2100_0000, 0x2100_0000)],
    },
    Named {
        en: "Power flow reversal (total) record%n",
        zh: "%n潮流反向记录",
        at: &[(0x2100_0001, 0x2100_000A)],
    },
];

pub(in crate::item) static NAMES_1997: &[Named] = &[
    Named {
        en: "Forward active energy, total%u",
        zh: "%u正向有功总电能",
        at: &[(0x0000_9010, 0x0000_9010), (0x0000_9410, 0x0000_9410), (0x0000_9810, 0x0000_9810)],
    },
    Named {
        en: "Forward active energy, tariff %r%u",
        zh: "%u正向有功费率%r电能",
        at: &[(0x0000_9011, 0x0000_901E), (0x0000_9411, 0x0000_941E), (0x0000_9811, 0x0000_981E)],
    },
    Named {
        en: "Forward active energy, block: total and tariffs 1..k%u",
        zh: "%u正向有功电能数据块",
        at: &[(0x0000_901F, 0x0000_901F), (0x0000_941F, 0x0000_941F), (0x0000_981F, 0x0000_981F)],
    },
    Named {
        en: "Reverse active energy, total%u",
        zh: "%u反向有功总电能",
        at: &[(0x0000_9020, 0x0000_9020), (0x0000_9420, 0x0000_9420), (0x0000_9820, 0x0000_9820)],
    },
    Named {
        en: "Reverse active energy, tariff %r%u",
        zh: "%u反向有功费率%r电能",
        at: &[(0x0000_9021, 0x0000_902E), (0x0000_9421, 0x0000_942E), (0x0000_9821, 0x0000_982E)],
    },
    Named {
        en: "Reverse active energy, block: total and tariffs 1..k%u",
        zh: "%u反向有功电能数据块",
        at: &[(0x0000_902F, 0x0000_902F), (0x0000_942F, 0x0000_942F), (0x0000_982F, 0x0000_982F)],
    },
    Named {
        en: "Forward reactive energy, total%u",
        zh: "%u正向无功总电能",
        at: &[(0x0000_9110, 0x0000_9110), (0x0000_9510, 0x0000_9510), (0x0000_9910, 0x0000_9910)],
    },
    Named {
        en: "Forward reactive energy, tariff %r%u",
        zh: "%u正向无功费率%r电能",
        at: &[(0x0000_9111, 0x0000_911E), (0x0000_9511, 0x0000_951E), (0x0000_9911, 0x0000_991E)],
    },
    Named {
        en: "Forward reactive energy, block: total and tariffs 1..k%u",
        zh: "%u正向无功电能数据块",
        at: &[(0x0000_911F, 0x0000_911F), (0x0000_951F, 0x0000_951F), (0x0000_991F, 0x0000_991F)],
    },
    Named {
        en: "Reverse reactive energy, total%u",
        zh: "%u反向无功总电能",
        at: &[(0x0000_9120, 0x0000_9120), (0x0000_9520, 0x0000_9520), (0x0000_9920, 0x0000_9920)],
    },
    Named {
        en: "Reverse reactive energy, tariff %r%u",
        zh: "%u反向无功费率%r电能",
        at: &[(0x0000_9121, 0x0000_912E), (0x0000_9521, 0x0000_952E), (0x0000_9921, 0x0000_992E)],
    },
    Named {
        en: "Reverse reactive energy, block: total and tariffs 1..k%u",
        zh: "%u反向无功电能数据块",
        at: &[(0x0000_912F, 0x0000_912F), (0x0000_952F, 0x0000_952F), (0x0000_992F, 0x0000_992F)],
    },
    Named {
        en: "Quadrant I reactive energy, total%u",
        zh: "%u一象限无功总电能",
        at: &[(0x0000_9130, 0x0000_9130), (0x0000_9530, 0x0000_9530), (0x0000_9930, 0x0000_9930)],
    },
    Named {
        en: "Quadrant I reactive energy, tariff %r%u",
        zh: "%u一象限无功费率%r电能",
        at: &[(0x0000_9131, 0x0000_913E), (0x0000_9531, 0x0000_953E), (0x0000_9931, 0x0000_993E)],
    },
    Named {
        en: "Quadrant I reactive energy, block: total and tariffs 1..k%u",
        zh: "%u一象限无功电能数据块",
        at: &[(0x0000_913F, 0x0000_913F), (0x0000_953F, 0x0000_953F), (0x0000_993F, 0x0000_993F)],
    },
    Named {
        en: "Quadrant IV reactive energy, total%u",
        zh: "%u四象限无功总电能",
        at: &[(0x0000_9140, 0x0000_9140), (0x0000_9540, 0x0000_9540), (0x0000_9940, 0x0000_9940)],
    },
    Named {
        en: "Quadrant IV reactive energy, tariff %r%u",
        zh: "%u四象限无功费率%r电能",
        at: &[(0x0000_9141, 0x0000_914E), (0x0000_9541, 0x0000_954E), (0x0000_9941, 0x0000_994E)],
    },
    Named {
        en: "Quadrant IV reactive energy, block: total and tariffs 1..k%u",
        zh: "%u四象限无功电能数据块",
        at: &[(0x0000_914F, 0x0000_914F), (0x0000_954F, 0x0000_954F), (0x0000_994F, 0x0000_994F)],
    },
    Named {
        en: "Quadrant II reactive energy, total%u",
        zh: "%u二象限无功总电能",
        at: &[(0x0000_9150, 0x0000_9150), (0x0000_9550, 0x0000_9550), (0x0000_9950, 0x0000_9950)],
    },
    Named {
        en: "Quadrant II reactive energy, tariff %r%u",
        zh: "%u二象限无功费率%r电能",
        at: &[(0x0000_9151, 0x0000_915E), (0x0000_9551, 0x0000_955E), (0x0000_9951, 0x0000_995E)],
    },
    Named {
        en: "Quadrant II reactive energy, block: total and tariffs 1..k%u",
        zh: "%u二象限无功电能数据块",
        at: &[(0x0000_915F, 0x0000_915F), (0x0000_955F, 0x0000_955F), (0x0000_995F, 0x0000_995F)],
    },
    Named {
        en: "Quadrant III reactive energy, total%u",
        zh: "%u三象限无功总电能",
        at: &[(0x0000_9160, 0x0000_9160), (0x0000_9560, 0x0000_9560), (0x0000_9960, 0x0000_9960)],
    },
    Named {
        en: "Quadrant III reactive energy, tariff %r%u",
        zh: "%u三象限无功费率%r电能",
        at: &[(0x0000_9161, 0x0000_916E), (0x0000_9561, 0x0000_956E), (0x0000_9961, 0x0000_996E)],
    },
    Named {
        en: "Quadrant III reactive energy, block: total and tariffs 1..k%u",
        zh: "%u三象限无功电能数据块",
        at: &[(0x0000_916F, 0x0000_916F), (0x0000_956F, 0x0000_956F), (0x0000_996F, 0x0000_996F)],
    },
    Named {
        en: "Forward active maximum demand, total%u",
        zh: "%u正向有功总最大需量",
        at: &[(0x0000_A010, 0x0000_A010), (0x0000_A410, 0x0000_A410), (0x0000_A810, 0x0000_A810)],
    },
    Named {
        en: "Forward active maximum demand, tariff %r%u",
        zh: "%u正向有功费率%r最大需量",
        at: &[(0x0000_A011, 0x0000_A01E), (0x0000_A411, 0x0000_A41E), (0x0000_A811, 0x0000_A81E)],
    },
    Named {
        en: "Forward active maximum demand, block: total and tariffs 1..k%u",
        zh: "%u正向有功最大需量数据块",
        at: &[(0x0000_A01F, 0x0000_A01F), (0x0000_A41F, 0x0000_A41F), (0x0000_A81F, 0x0000_A81F)],
    },
    Named {
        en: "Reverse active maximum demand, total%u",
        zh: "%u反向有功总最大需量",
        at: &[(0x0000_A020, 0x0000_A020), (0x0000_A420, 0x0000_A420), (0x0000_A820, 0x0000_A820)],
    },
    Named {
        en: "Reverse active maximum demand, tariff %r%u",
        zh: "%u反向有功费率%r最大需量",
        at: &[(0x0000_A021, 0x0000_A02E), (0x0000_A421, 0x0000_A42E), (0x0000_A821, 0x0000_A82E)],
    },
    Named {
        en: "Reverse active maximum demand, block: total and tariffs 1..k%u",
        zh: "%u反向有功最大需量数据块",
        at: &[(0x0000_A02F, 0x0000_A02F), (0x0000_A42F, 0x0000_A42F), (0x0000_A82F, 0x0000_A82F)],
    },
    Named {
        en: "Forward reactive maximum demand, total%u",
        zh: "%u正向无功总最大需量",
        at: &[(0x0000_A110, 0x0000_A110), (0x0000_A510, 0x0000_A510), (0x0000_A910, 0x0000_A910)],
    },
    Named {
        en: "Forward reactive maximum demand, tariff %r%u",
        zh: "%u正向无功费率%r最大需量",
        at: &[(0x0000_A111, 0x0000_A11E), (0x0000_A511, 0x0000_A51E), (0x0000_A911, 0x0000_A91E)],
    },
    Named {
        en: "Forward reactive maximum demand, block: total and tariffs 1..k%u",
        zh: "%u正向无功最大需量数据块",
        at: &[(0x0000_A11F, 0x0000_A11F), (0x0000_A51F, 0x0000_A51F), (0x0000_A91F, 0x0000_A91F)],
    },
    Named {
        en: "Reverse reactive maximum demand, total%u",
        zh: "%u反向无功总最大需量",
        at: &[(0x0000_A120, 0x0000_A120), (0x0000_A520, 0x0000_A520), (0x0000_A920, 0x0000_A920)],
    },
    Named {
        en: "Reverse reactive maximum demand, tariff %r%u",
        zh: "%u反向无功费率%r最大需量",
        at: &[(0x0000_A121, 0x0000_A12E), (0x0000_A521, 0x0000_A52E), (0x0000_A921, 0x0000_A92E)],
    },
    Named {
        en: "Reverse reactive maximum demand, block: total and tariffs 1..k%u",
        zh: "%u反向无功最大需量数据块",
        at: &[(0x0000_A12F, 0x0000_A12F), (0x0000_A52F, 0x0000_A52F), (0x0000_A92F, 0x0000_A92F)],
    },
    Named {
        en: "Quadrant I reactive maximum demand, total%u",
        zh: "%u一象限无功总最大需量",
        at: &[(0x0000_A130, 0x0000_A130), (0x0000_A530, 0x0000_A530), (0x0000_A930, 0x0000_A930)],
    },
    Named {
        en: "Quadrant I reactive maximum demand, tariff %r%u",
        zh: "%u一象限无功费率%r最大需量",
        at: &[(0x0000_A131, 0x0000_A13E), (0x0000_A531, 0x0000_A53E), (0x0000_A931, 0x0000_A93E)],
    },
    Named {
        en: "Quadrant I reactive maximum demand, block: total and tariffs 1..k%u",
        zh: "%u一象限无功最大需量数据块",
        at: &[(0x0000_A13F, 0x0000_A13F), (0x0000_A53F, 0x0000_A53F), (0x0000_A93F, 0x0000_A93F)],
    },
    Named {
        en: "Quadrant IV reactive maximum demand, total%u",
        zh: "%u四象限无功总最大需量",
        at: &[(0x0000_A140, 0x0000_A140), (0x0000_A540, 0x0000_A540), (0x0000_A940, 0x0000_A940)],
    },
    Named {
        en: "Quadrant IV reactive maximum demand, tariff %r%u",
        zh: "%u四象限无功费率%r最大需量",
        at: &[(0x0000_A141, 0x0000_A14E), (0x0000_A541, 0x0000_A54E), (0x0000_A941, 0x0000_A94E)],
    },
    Named {
        en: "Quadrant IV reactive maximum demand, block: total and tariffs 1..k%u",
        zh: "%u四象限无功最大需量数据块",
        at: &[(0x0000_A14F, 0x0000_A14F), (0x0000_A54F, 0x0000_A54F), (0x0000_A94F, 0x0000_A94F)],
    },
    Named {
        en: "Quadrant II reactive maximum demand, total%u",
        zh: "%u二象限无功总最大需量",
        at: &[(0x0000_A150, 0x0000_A150), (0x0000_A550, 0x0000_A550), (0x0000_A950, 0x0000_A950)],
    },
    Named {
        en: "Quadrant II reactive maximum demand, tariff %r%u",
        zh: "%u二象限无功费率%r最大需量",
        at: &[(0x0000_A151, 0x0000_A15E), (0x0000_A551, 0x0000_A55E), (0x0000_A951, 0x0000_A95E)],
    },
    Named {
        en: "Quadrant II reactive maximum demand, block: total and tariffs 1..k%u",
        zh: "%u二象限无功最大需量数据块",
        at: &[(0x0000_A15F, 0x0000_A15F), (0x0000_A55F, 0x0000_A55F), (0x0000_A95F, 0x0000_A95F)],
    },
    Named {
        en: "Quadrant III reactive maximum demand, total%u",
        zh: "%u三象限无功总最大需量",
        at: &[(0x0000_A160, 0x0000_A160), (0x0000_A560, 0x0000_A560), (0x0000_A960, 0x0000_A960)],
    },
    Named {
        en: "Quadrant III reactive maximum demand, tariff %r%u",
        zh: "%u三象限无功费率%r最大需量",
        at: &[(0x0000_A161, 0x0000_A16E), (0x0000_A561, 0x0000_A56E), (0x0000_A961, 0x0000_A96E)],
    },
    Named {
        en: "Quadrant III reactive maximum demand, block: total and tariffs 1..k%u",
        zh: "%u三象限无功最大需量数据块",
        at: &[(0x0000_A16F, 0x0000_A16F), (0x0000_A56F, 0x0000_A56F), (0x0000_A96F, 0x0000_A96F)],
    },
    Named {
        en: "Forward active time of maximum demand, total%u",
        zh: "%u正向有功总最大需量发生时间",
        at: &[(0x0000_B010, 0x0000_B010), (0x0000_B410, 0x0000_B410), (0x0000_B810, 0x0000_B810)],
    },
    Named {
        en: "Forward active time of maximum demand, tariff %r%u",
        zh: "%u正向有功费率%r最大需量发生时间",
        at: &[(0x0000_B011, 0x0000_B01E), (0x0000_B411, 0x0000_B41E), (0x0000_B811, 0x0000_B81E)],
    },
    Named {
        en: "Forward active time of maximum demand, block: total and tariffs 1..k%u",
        zh: "%u正向有功最大需量发生时间数据块",
        at: &[(0x0000_B01F, 0x0000_B01F), (0x0000_B41F, 0x0000_B41F), (0x0000_B81F, 0x0000_B81F)],
    },
    Named {
        en: "Reverse active time of maximum demand, total%u",
        zh: "%u反向有功总最大需量发生时间",
        at: &[(0x0000_B020, 0x0000_B020), (0x0000_B420, 0x0000_B420), (0x0000_B820, 0x0000_B820)],
    },
    Named {
        en: "Reverse active time of maximum demand, tariff %r%u",
        zh: "%u反向有功费率%r最大需量发生时间",
        at: &[(0x0000_B021, 0x0000_B02E), (0x0000_B421, 0x0000_B42E), (0x0000_B821, 0x0000_B82E)],
    },
    Named {
        en: "Reverse active time of maximum demand, block: total and tariffs 1..k%u",
        zh: "%u反向有功最大需量发生时间数据块",
        at: &[(0x0000_B02F, 0x0000_B02F), (0x0000_B42F, 0x0000_B42F), (0x0000_B82F, 0x0000_B82F)],
    },
    Named {
        en: "Forward reactive time of maximum demand, total%u",
        zh: "%u正向无功总最大需量发生时间",
        at: &[(0x0000_B110, 0x0000_B110), (0x0000_B510, 0x0000_B510), (0x0000_B910, 0x0000_B910)],
    },
    Named {
        en: "Forward reactive time of maximum demand, tariff %r%u",
        zh: "%u正向无功费率%r最大需量发生时间",
        at: &[(0x0000_B111, 0x0000_B11E), (0x0000_B511, 0x0000_B51E), (0x0000_B911, 0x0000_B91E)],
    },
    Named {
        en: "Forward reactive time of maximum demand, block: total and tariffs 1..k%u",
        zh: "%u正向无功最大需量发生时间数据块",
        at: &[(0x0000_B11F, 0x0000_B11F), (0x0000_B51F, 0x0000_B51F), (0x0000_B91F, 0x0000_B91F)],
    },
    Named {
        en: "Reverse reactive time of maximum demand, total%u",
        zh: "%u反向无功总最大需量发生时间",
        at: &[(0x0000_B120, 0x0000_B120), (0x0000_B520, 0x0000_B520), (0x0000_B920, 0x0000_B920)],
    },
    Named {
        en: "Reverse reactive time of maximum demand, tariff %r%u",
        zh: "%u反向无功费率%r最大需量发生时间",
        at: &[(0x0000_B121, 0x0000_B12E), (0x0000_B521, 0x0000_B52E), (0x0000_B921, 0x0000_B92E)],
    },
    Named {
        en: "Reverse reactive time of maximum demand, block: total and tariffs 1..k%u",
        zh: "%u反向无功最大需量发生时间数据块",
        at: &[(0x0000_B12F, 0x0000_B12F), (0x0000_B52F, 0x0000_B52F), (0x0000_B92F, 0x0000_B92F)],
    },
    Named {
        en: "Quadrant I reactive time of maximum demand, total%u",
        zh: "%u一象限无功总最大需量发生时间",
        at: &[(0x0000_B130, 0x0000_B130), (0x0000_B530, 0x0000_B530), (0x0000_B930, 0x0000_B930)],
    },
    Named {
        en: "Quadrant I reactive time of maximum demand, tariff %r%u",
        zh: "%u一象限无功费率%r最大需量发生时间",
        at: &[(0x0000_B131, 0x0000_B13E), (0x0000_B531, 0x0000_B53E), (0x0000_B931, 0x0000_B93E)],
    },
    Named {
        en: "Quadrant I reactive time of maximum demand, block: total and tariffs 1..k%u",
        zh: "%u一象限无功最大需量发生时间数据块",
        at: &[(0x0000_B13F, 0x0000_B13F), (0x0000_B53F, 0x0000_B53F), (0x0000_B93F, 0x0000_B93F)],
    },
    Named {
        en: "Quadrant IV reactive time of maximum demand, total%u",
        zh: "%u四象限无功总最大需量发生时间",
        at: &[(0x0000_B140, 0x0000_B140), (0x0000_B540, 0x0000_B540), (0x0000_B940, 0x0000_B940)],
    },
    Named {
        en: "Quadrant IV reactive time of maximum demand, tariff %r%u",
        zh: "%u四象限无功费率%r最大需量发生时间",
        at: &[(0x0000_B141, 0x0000_B14E), (0x0000_B541, 0x0000_B54E), (0x0000_B941, 0x0000_B94E)],
    },
    Named {
        en: "Quadrant IV reactive time of maximum demand, block: total and tariffs 1..k%u",
        zh: "%u四象限无功最大需量发生时间数据块",
        at: &[(0x0000_B14F, 0x0000_B14F), (0x0000_B54F, 0x0000_B54F), (0x0000_B94F, 0x0000_B94F)],
    },
    Named {
        en: "Quadrant II reactive time of maximum demand, total%u",
        zh: "%u二象限无功总最大需量发生时间",
        at: &[(0x0000_B150, 0x0000_B150), (0x0000_B550, 0x0000_B550), (0x0000_B950, 0x0000_B950)],
    },
    Named {
        en: "Quadrant II reactive time of maximum demand, tariff %r%u",
        zh: "%u二象限无功费率%r最大需量发生时间",
        at: &[(0x0000_B151, 0x0000_B15E), (0x0000_B551, 0x0000_B55E), (0x0000_B951, 0x0000_B95E)],
    },
    Named {
        en: "Quadrant II reactive time of maximum demand, block: total and tariffs 1..k%u",
        zh: "%u二象限无功最大需量发生时间数据块",
        at: &[(0x0000_B15F, 0x0000_B15F), (0x0000_B55F, 0x0000_B55F), (0x0000_B95F, 0x0000_B95F)],
    },
    Named {
        en: "Quadrant III reactive time of maximum demand, total%u",
        zh: "%u三象限无功总最大需量发生时间",
        at: &[(0x0000_B160, 0x0000_B160), (0x0000_B560, 0x0000_B560), (0x0000_B960, 0x0000_B960)],
    },
    Named {
        en: "Quadrant III reactive time of maximum demand, tariff %r%u",
        zh: "%u三象限无功费率%r最大需量发生时间",
        at: &[(0x0000_B161, 0x0000_B16E), (0x0000_B561, 0x0000_B56E), (0x0000_B961, 0x0000_B96E)],
    },
    Named {
        en: "Quadrant III reactive time of maximum demand, block: total and tariffs 1..k%u",
        zh: "%u三象限无功最大需量发生时间数据块",
        at: &[(0x0000_B16F, 0x0000_B16F), (0x0000_B56F, 0x0000_B56F), (0x0000_B96F, 0x0000_B96F)],
    },
    Named {
        en: "Time of last programming",
        zh: "最近一次编程时间",
        at: &[(0x0000_B210, 0x0000_B210)],
    },
    Named {
        en: "Time of last demand clear",
        zh: "最近一次最大需量清零时间",
        at: &[(0x0000_B211, 0x0000_B211)],
    },
    Named {
        en: "Programming count",
        zh: "编程次数",
        at: &[(0x0000_B212, 0x0000_B212)],
    },
    Named {
        en: "Demand clear count",
        zh: "最大需量清零次数",
        at: &[(0x0000_B213, 0x0000_B213)],
    },
    Named {
        en: "Battery working time",
        zh: "电池工作时间",
        at: &[(0x0000_B214, 0x0000_B214)],
    },
    Named {
        en: "Programming and clear block",
        zh: "编程/清零数据块",
        at: &[(0x0000_B21F, 0x0000_B21F)],
    },
    Named {
        en: "%q phase-break count",
        zh: "%q断相次数",
        at: &[(0x0000_B310, 0x0000_B313)],
    },
    Named {
        en: "Phase-break count block",
        zh: "断相次数数据块",
        at: &[(0x0000_B31F, 0x0000_B31F)],
    },
    Named {
        en: "%q phase-break cumulative time",
        zh: "%q断相时间累计值",
        at: &[(0x0000_B320, 0x0000_B323)],
    },
    Named {
        en: "Phase-break cumulative time block",
        zh: "断相时间累计值数据块",
        at: &[(0x0000_B32F, 0x0000_B32F)],
    },
    Named {
        en: "%q last phase-break start time",
        zh: "%q最近一次断相起始时刻",
        at: &[(0x0000_B330, 0x0000_B333)],
    },
    Named {
        en: "Last phase-break start time block",
        zh: "最近一次断相起始时刻数据块",
        at: &[(0x0000_B33F, 0x0000_B33F)],
    },
    Named {
        en: "%q last phase-break end time",
        zh: "%q最近一次断相结束时刻",
        at: &[(0x0000_B340, 0x0000_B343)],
    },
    Named {
        en: "Last phase-break end time block",
        zh: "最近一次断相结束时刻数据块",
        at: &[(0x0000_B34F, 0x0000_B34F)],
    },
    Named {
        en: "Voltage phase %a",
        zh: "%a相电压",
        at: &[(0x0000_B611, 0x0000_B613)],
    },
    Named {
        en: "Voltage block",
        zh: "电压数据块",
        at: &[(0x0000_B61F, 0x0000_B61F)],
    },
    Named {
        en: "Current phase %a",
        zh: "%a相电流",
        at: &[(0x0000_B621, 0x0000_B623)],
    },
    Named {
        en: "Current block",
        zh: "电流数据块",
        at: &[(0x0000_B62F, 0x0000_B62F)],
    },
    Named {
        en: "Active power %q",
        zh: "瞬时%q有功功率",
        at: &[(0x0000_B630, 0x0000_B633)],
    },
    Named {
        en: "Forward active power upper limit",
        zh: "正向有功功率上限值",
        at: &[(0x0000_B634, 0x0000_B634)],
    },
    Named {
        en: "Reverse active power upper limit",
        zh: "反向有功功率上限值",
        at: &[(0x0000_B635, 0x0000_B635)],
    },
    Named {
        en: "Active power block",
        zh: "有功功率数据块",
        at: &[(0x0000_B63F, 0x0000_B63F)],
    },
    Named {
        en: "Reactive power %q",
        zh: "瞬时%q无功功率",
        at: &[(0x0000_B640, 0x0000_B643)],
    },
    Named {
        en: "Reactive power block",
        zh: "无功功率数据块",
        at: &[(0x0000_B64F, 0x0000_B64F)],
    },
    Named {
        en: "Power factor %q",
        zh: "%q功率因数",
        at: &[(0x0000_B650, 0x0000_B653)],
    },
    Named {
        en: "Power factor block",
        zh: "功率因数数据块",
        at: &[(0x0000_B65F, 0x0000_B65F)],
    },
    Named {
        en: "Apparent power or phase angle (vendor extension), %q",
        zh: "视在功率/相角（扩展，含义不一）（%q）",
        at: &[(0x0000_B660, 0x0000_B663)],
    },
    Named {
        en: "Apparent power, %q",
        zh: "视在功率（%q）",
        at: &[(0x0000_B670, 0x0000_B673)],
    },
    Named {
        en: "Grid frequency",
        zh: "电网频率",
        at: &[(0x0000_B680, 0x0000_B680)],
    },
    Named {
        en: "Line voltage %L",
        zh: "%L线电压",
        at: &[(0x0000_B691, 0x0000_B693)],
    },
    Named {
        en: "Neutral current",
        zh: "零线电流",
        at: &[(0x0000_B6A0, 0x0000_B6A0)],
    },
    Named {
        en: "Date and weekday",
        zh: "日期及周次",
        at: &[(0x0000_C010, 0x0000_C010)],
    },
    Named {
        en: "Time",
        zh: "时间",
        at: &[(0x0000_C011, 0x0000_C011)],
    },
    Named {
        en: "Date and time block",
        zh: "日期时间数据块",
        at: &[(0x0000_C01F, 0x0000_C01F)],
    },
    Named {
        en: "Meter running status word",
        zh: "电表运行状态字",
        at: &[(0x0000_C020, 0x0000_C020)],
    },
    Named {
        en: "Grid status word",
        zh: "电网运行状态字",
        at: &[(0x0000_C021, 0x0000_C021)],
    },
    Named {
        en: "Weekly rest-day word",
        zh: "周休日状态字",
        at: &[(0x0000_C022, 0x0000_C022)],
    },
    Named {
        en: "Status words block",
        zh: "状态字数据块",
        at: &[(0x0000_C02F, 0x0000_C02F)],
    },
    Named {
        en: "Active meter constant",
        zh: "电表常数（有功）",
        at: &[(0x0000_C030, 0x0000_C030)],
    },
    Named {
        en: "Reactive meter constant",
        zh: "电表常数（无功）",
        at: &[(0x0000_C031, 0x0000_C031)],
    },
    Named {
        en: "Meter number",
        zh: "表号",
        at: &[(0x0000_C032, 0x0000_C032)],
    },
    Named {
        en: "Customer number",
        zh: "用户号",
        at: &[(0x0000_C033, 0x0000_C033)],
    },
    Named {
        en: "Device code",
        zh: "设备码",
        at: &[(0x0000_C034, 0x0000_C034)],
    },
    Named {
        en: "Constants and numbers block",
        zh: "常数及编号数据块",
        at: &[(0x0000_C03F, 0x0000_C03F)],
    },
    Named {
        en: "Maximum demand period",
        zh: "最大需量周期",
        at: &[(0x0000_C111, 0x0000_C111)],
    },
    Named {
        en: "Sliding interval",
        zh: "滑差时间",
        at: &[(0x0000_C112, 0x0000_C112)],
    },
    Named {
        en: "Scroll display time",
        zh: "循显时间",
        at: &[(0x0000_C113, 0x0000_C113)],
    },
    Named {
        en: "Display hold time",
        zh: "停显时间",
        at: &[(0x0000_C114, 0x0000_C114)],
    },
    Named {
        en: "Displayed energy decimals",
        zh: "显示电能小数位数",
        at: &[(0x0000_C115, 0x0000_C115)],
    },
    Named {
        en: "Displayed power/demand decimals",
        zh: "显示功率（最大需量）小数位数",
        at: &[(0x0000_C116, 0x0000_C116)],
    },
    Named {
        en: "Automatic reading (billing) day",
        zh: "自动抄表日期",
        at: &[(0x0000_C117, 0x0000_C117)],
    },
    Named {
        en: "Load representative day",
        zh: "负荷代表日",
        at: &[(0x0000_C118, 0x0000_C118)],
    },
    Named {
        en: "Active energy initial reading",
        zh: "有功电能起始读数",
        at: &[(0x0000_C119, 0x0000_C119)],
    },
    Named {
        en: "Reactive energy initial reading",
        zh: "无功电能起始读数",
        at: &[(0x0000_C11A, 0x0000_C11A)],
    },
    Named {
        en: "Demand and display parameter block",
        zh: "需量/显示参数数据块",
        at: &[(0x0000_C11F, 0x0000_C11F)],
    },
    Named {
        en: "Output pulse width",
        zh: "输出脉冲宽度",
        at: &[(0x0000_C211, 0x0000_C211)],
    },
    Named {
        en: "Password level and password",
        zh: "密码权限及密码",
        at: &[(0x0000_C212, 0x0000_C212)],
    },
    Named {
        en: "Number of seasons p",
        zh: "年时区数P",
        at: &[(0x0000_C310, 0x0000_C310)],
    },
    Named {
        en: "Number of day schedules q (<=8)",
        zh: "日时段表数q",
        at: &[(0x0000_C311, 0x0000_C311)],
    },
    Named {
        en: "Number of slots per day m (<=10)",
        zh: "日时段（每日切换数）m≤10",
        at: &[(0x0000_C312, 0x0000_C312)],
    },
    Named {
        en: "Number of tariffs k (<=14)",
        zh: "费率数k≤14",
        at: &[(0x0000_C313, 0x0000_C313)],
    },
    Named {
        en: "Number of public holidays n",
        zh: "公共假日数n",
        at: &[(0x0000_C314, 0x0000_C314)],
    },
    Named {
        en: "Tariff structure counts block",
        zh: "时区时段数数据块",
        at: &[(0x0000_C31F, 0x0000_C31F)],
    },
    Named {
        en: "Season %r: start date and day schedule",
        zh: "第%r时区起始日期及日时段表号",
        at: &[(0x0000_C321, 0x0000_C32E)],
    },
    Named {
        en: "Season block",
        zh: "时区数据块",
        at: &[(0x0000_C32F, 0x0000_C32F)],
    },
    Named {
        en: "Day schedule %h, slot %r: start time and tariff",
        zh: "第%h日时段表第%r时段起始时间及费率号",
        at: &[
            (0x0000_C331, 0x0000_C33A),
            (0x0000_C341, 0x0000_C34A),
            (0x0000_C351, 0x0000_C35A),
            (0x0000_C361, 0x0000_C36A),
            (0x0000_C371, 0x0000_C37A),
            (0x0000_C381, 0x0000_C38A),
            (0x0000_C391, 0x0000_C39A),
            (0x0000_C3A1, 0x0000_C3AA),
        ],
    },
    Named {
        en: "Day schedule %h block",
        zh: "第%h日时段表数据块",
        at: &[
            (0x0000_C33F, 0x0000_C33F),
            (0x0000_C34F, 0x0000_C34F),
            (0x0000_C35F, 0x0000_C35F),
            (0x0000_C36F, 0x0000_C36F),
            (0x0000_C37F, 0x0000_C37F),
            (0x0000_C38F, 0x0000_C38F),
            (0x0000_C39F, 0x0000_C39F),
            (0x0000_C3AF, 0x0000_C3AF),
        ],
    },
    Named {
        en: "Public holiday %r: date and day schedule",
        zh: "第%r公共假日日期及日时段表号",
        at: &[(0x0000_C411, 0x0000_C41D)],
    },
    Named {
        en: "Day schedule used on rest days",
        zh: "周休日采用的日时段表号",
        at: &[(0x0000_C41E, 0x0000_C41E)],
    },
    Named {
        en: "Public holiday block",
        zh: "公共假日数据块",
        at: &[(0x0000_C41F, 0x0000_C41F)],
    },
    Named {
        en: "Load record start time",
        zh: "负荷记录起始时间",
        at: &[(0x0000_C510, 0x0000_C510)],
    },
    Named {
        en: "Load record interval",
        zh: "负荷记录间隔时间",
        at: &[(0x0000_C511, 0x0000_C511)],
    },
    Named {
        en: "Load record parameter block",
        zh: "负荷记录参数数据块",
        at: &[(0x0000_C51F, 0x0000_C51F)],
    },
    Named {
        en: "Forward active total energy load record block %x",
        zh: "正向有功总电能负荷记录数据块%x",
        at: &[(0x0000_D100, 0x0000_D1FF)],
    },
    Named {
        en: "Forward active demand load record block %x",
        zh: "正向有功最大需量负荷记录数据块%x",
        at: &[(0x0000_D210, 0x0000_D21F)],
    },
];

/// Events by DI3 from 10.
pub(in crate::item) static EVENTS: &[(&str, &str)] = &[
    ("Loss of voltage", "失压"),
    ("Under-voltage", "欠压"),
    ("Over-voltage", "过压"),
    ("Phase break", "断相"),
    ("Voltage reverse sequence", "电压逆相序"),
    ("Current reverse sequence", "电流逆相序"),
    ("Voltage imbalance", "电压不平衡"),
    ("Current imbalance", "电流不平衡"),
    ("Loss of current", "失流"),
    ("Over-current", "过流"),
    ("Current break", "断流"),
    ("Power reversal", "功率反向"),
    ("Overload", "过载"),
    ("Relay trip", "跳闸"),
    ("Relay close", "合闸"),
    ("Total power factor below limit", "总功率因数超下限"),
    ("Severe current imbalance", "电流严重不平衡"),
    ("", ""),
];

/// Energies and demands by DI2.
pub(in crate::item) static KINDS: &[(&str, &str)] = &[
    ("Combined active", "组合有功"),
    ("Forward active", "正向有功"),
    ("Reverse active", "反向有功"),
    ("Combined reactive 1", "组合无功1"),
    ("Combined reactive 2", "组合无功2"),
    ("Quadrant I reactive", "第一象限无功"),
    ("Quadrant II reactive", "第二象限无功"),
    ("Quadrant III reactive", "第三象限无功"),
    ("Quadrant IV reactive", "第四象限无功"),
    ("Forward apparent", "正向视在"),
    ("Reverse apparent", "反向视在"),
];

/// Freezes by DI2.
pub(in crate::item) static FREEZES: &[(&str, &str)] = &[
    ("Timed freeze", "定时冻结"),
    ("Instant freeze", "瞬时冻结"),
    ("Season-table switch freeze", "两套时区表切换冻结"),
    ("Day-schedule switch freeze", "两套日时段表切换冻结"),
    ("Hourly freeze", "整点冻结"),
    ("Tariff-price switch freeze", "两套费率电价切换冻结"),
    ("Daily freeze", "日冻结"),
    ("Ladder switch freeze", "两套阶梯切换冻结"),
];
