//! Culture, digital administration, and the county's service centre.

use super::super::filling::Level2::{
    Cost, Ecological, Economic, Lasting, Quality, Quantity, Satisfaction, Social, Time,
};
use super::Ask::{Budget, Count, Date, Fixed, Full, Rate, Under, Words};
use super::{Kind, ask};

/// Culture.
pub const CULTURE: Kind = Kind {
    id: "culture",
    budget: (30, 115),
    places: &[],
    names: &["文化惠民演出", "公共文化场馆免费开放", "全民阅读推广", "非遗传承展示"],
    aims: &[
        "把演出和展览送到村组，让群众在家门口看得到",
        "场馆全年免费开放，延长周末和节假日时段",
        "开展阅读活动，补充适合老人和儿童的图书",
        "记录整理本地非遗项目，支持传承人带徒",
        "培养基层文艺骨干，活跃节日文化生活",
    ],
    ways: &[
        "节目单由各村点选，演出后现场填写意见卡",
        "场馆活动每月提前预告，预约人数满即加场",
        "图书按借阅量补充，破损图书集中修补",
        "传承人每学期进校授课，课程留有影像",
        "文艺骨干分片结对，排演经费按场次结算",
    ],
    results: &[
        "各村都看到了自己点选的节目",
        "周末开放时段人流稳定，亲子活动预约常满",
        "流通点图书定期轮换，儿童区借阅量居首",
        "传承人授课的学校已排入校本课程",
        "春节和丰收节活动由村民自编自演",
    ],
    causes: &["台风天气取消了部分户外场次", "场馆空调改造闭馆十二天", "图书采购目录审校用时较长"],
    templates: &[
        ask(Quantity, "送戏下乡场次", Count(20, 75, 0, "场")),
        ask(Quantity, "开展阅读活动次数", Count(18, 68, 0, "次")),
        ask(Quantity, "新增图书册数", Count(1600, 6000, 0, "册")),
        ask(Quantity, "培训文艺骨干人数", Count(60, 230, 0, "人")),
        ask(Quality, "活动按计划举办率", Rate(92, 97)),
        ask(Quality, "图书上架编目准确率", Rate(94, 98)),
        ask(Quality, "演出内容审核", Words(&["节目单与脚本演出前完成审核", "每场演出留有影像和签到"])),
        ask(Time, "年度活动完成时间", Date),
        ask(Time, "场馆按公示时间开放率", Rate(95, 98)),
        ask(Cost, "项目总成本", Budget),
        ask(Cost, "单场演出费用", Under(3500, 8000, "元")),
        ask(Economic, "带动集市消费", Count(15, 55, 0, "万元")),
        ask(Social, "服务群众人次", Count(12000, 46000, 0, "人次")),
        ask(Social, "特殊群体服务", Words(&["为视障读者提供有声书借阅", "敬老院每季度安排一场演出"])),
        ask(Ecological, "户外活动清场", Words(&["散场后一小时内清理场地", "舞台布景重复使用"])),
        ask(Lasting, "传承人带徒", Words(&["每位传承人固定带徒两名", "口述资料整理入库"])),
        ask(Satisfaction, "观众满意度", Rate(88, 95)),
        ask(Satisfaction, "读者满意度", Rate(88, 95)),
    ],
};

/// Digital administration.
pub const DIGITAL: Kind = Kind {
    id: "digital",
    budget: (60, 230),
    places: &[],
    names: &["政务信息系统运维", "数字政务平台建设", "电子档案数字化", "视频会议系统升级"],
    aims: &[
        "保障业务系统全年稳定运行，故障有人修、数据有备份",
        "把更多高频事项搬到网上办，减少群众跑腿",
        "完成存量纸质档案扫描著录，方便查询利用",
        "完善安全防护，按期完成等级测评",
        "打通部门间数据接口，减少重复填报",
    ],
    ways: &[
        "运维公司驻场值守，故障分级响应并留存工单",
        "事项上线前先请窗口人员试办，问题修完再发布",
        "扫描件实行双人质检，抽检不合格整卷返工",
        "备份数据每季度做一次恢复演练",
        "接口调用留日志，超范围调用自动阻断",
    ],
    results: &[
        "系统运行平稳，重要节点没有出现停机",
        "群众办理高频事项的平均跑动次数下降",
        "档案可按题名和年度检索，查档等候时间缩短",
        "恢复演练一次成功，备份数据可用",
        "三个部门共用同一份基础信息，不再重复填报",
    ],
    causes: &["上级平台接口标准调整，联调推迟", "服务器扩容配件供货紧张", "部分旧档案破损，需先修裱再扫描"],
    templates: &[
        ask(Quantity, "运维业务系统数量", Count(6, 22, 0, "个")),
        ask(Quantity, "新增网办事项数量", Count(30, 115, 0, "项")),
        ask(Quantity, "档案数字化页数", Count(60000, 230_000, 0, "页")),
        ask(Quantity, "操作培训人次", Count(150, 560, 0, "人次")),
        ask(Quality, "系统可用率", Rate(97, 99)),
        ask(Quality, "数据质检合格率", Rate(95, 98)),
        ask(Quality, "等级测评", Words(&["核心系统取得当年测评报告", "中高风险项整改后复测通过"])),
        ask(Time, "年度建设任务完成时间", Date),
        ask(Time, "故障按时限修复率", Rate(92, 97)),
        ask(Cost, "项目总成本", Budget),
        ask(Cost, "每页扫描著录费用", Under(1, 3, "元")),
        ask(Economic, "节约办公耗材支出", Count(6, 23, 0, "万元")),
        ask(Social, "网上办理件数", Count(9000, 35000, 0, "件")),
        ask(Social, "便民查询", Words(&["查档窗口当日给出结果", "老年人可由专人协助办理"])),
        ask(Ecological, "无纸化流转", Words(&["内部公文全部网上流转", "会议材料改用电子版"])),
        ask(Lasting, "数据更新机制", Words(&["基础数据由来源部门按月更新", "接口变更提前十天通知"])),
        ask(Satisfaction, "系统使用人员满意度", Rate(86, 94)),
        ask(Satisfaction, "办事群众满意度", Rate(88, 95)),
    ],
};

/// The service centre, with the figures of the published report and words of our own.
pub const CENTRE: Kind = Kind {
    id: "centre",
    budget: (180, 181),
    places: &["综合受理区", "企业开办区", "工程报建区", "自助服务区"],
    names: &["政务大厅运行保障"],
    aims: &["让企业和群众只进一扇门就能把事办成，异地的事也能就近办"],
    ways: &["窗口统一受理、后台分类审批，难办的事由专窗登记跟踪到底"],
    results: &["专窗登记的难办事项逐件回访办结，外地申请人可在本地交件取件"],
    causes: &["系统联调推迟"],
    templates: &[
        ask(Quantity, "进驻大厅部门数", Fixed(47, 47, "个")),
        ask(Quantity, "进驻依申请政务服务事项数", Fixed(1550, 1550, "项")),
        ask(Quantity, "进驻便民服务事项数", Fixed(127, 127, "项")),
        ask(Quantity, "梳理跨域通办事项数", Fixed(1100, 1162, "项")),
        ask(Quality, "政务服务事项进驻率", Full),
        ask(Quality, "跨域通办业务办结率", Full),
        ask(Time, "疑难事项办结率", Full),
        ask(Cost, "项目总成本", Budget),
        ask(Cost, "大厅管理人员编制数", Under(9, 9, "名")),
        ask(Social, "跨域通办业务受理量", Fixed(7500, 7945, "件次")),
        ask(Social, "疑难事项专窗受理量", Fixed(20, 22, "宗")),
        ask(Lasting, "通办协作机制", Words(&["与协作县区签有授权互认协议并按季会商"])),
        ask(Satisfaction, "办事企业群众满意度", Full),
    ],
};
