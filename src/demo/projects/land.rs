//! Villages and the environment.

use super::super::filling::Level2::{
    Cost, Ecological, Economic, Lasting, Quality, Quantity, Satisfaction, Social, Time,
};
use super::Ask::{Budget, Count, Date, Rate, Under, Words};
use super::{Kind, ask};

/// Villages and farming.
pub const VILLAGE: Kind = Kind {
    id: "village",
    budget: (100, 380),
    places: &[],
    names: &["乡村振兴产业扶持", "特色种植基地建设", "和美乡村建设", "高标准农田管护"],
    aims: &[
        "扶持一批带动农户的种养项目，让脱贫户有稳定收入",
        "完善产业基地的道路、电力和冷藏设施",
        "开展种植技术服务，提高单产和商品率",
        "整修村内巷道和公共场地，方便群众生产生活",
        "管好已建成的高标准农田，沟渠机耕路有人修",
    ],
    ways: &[
        "项目由村民代表会议提出，入库排序后实施",
        "合作社与农户签订保底收购协议，收益按约定分配",
        "技术员包村服务，每月到田间不少于两次",
        "建设内容和资金在村务公开栏张贴",
        "工程移交后由村集体管护，收益中提留维修费用",
    ],
    results: &[
        "参与基地务工的农户按月领到工资",
        "合作社与农户结算清楚，没有拖欠收购款",
        "示范片产量高于周边普通田块",
        "公共场地夜间照明和排水已投入使用",
        "田间沟渠损坏处在下一季播种前修好",
    ],
    causes: &["种苗受倒春寒影响补种", "合作社贷款审批时间较长", "土地流转合同重新签订"],
    templates: &[
        ask(Quantity, "扶持产业项目个数", Count(6, 22, 0, "个")),
        ask(Quantity, "建设种植基地面积", Count(350, 1300, 0, "亩")),
        ask(Quantity, "技术培训农户人次", Count(420, 1600, 0, "人次")),
        ask(Quantity, "整修村内道路长度", Count(2200, 8200, 0, "米")),
        ask(Quality, "项目验收合格率", Rate(95, 98)),
        ask(Quality, "种苗成活率", Rate(85, 93)),
        ask(Quality, "项目公示公告", Words(&["入库、实施、验收三个环节都在村内公示", "公示照片随资料归档"])),
        ask(Time, "项目建成时间", Date),
        ask(Time, "工程款按进度拨付率", Rate(90, 97)),
        ask(Cost, "项目总成本", Budget),
        ask(Cost, "每亩基地建设费用", Under(1500, 3200, "元")),
        ask(Economic, "村集体经济增收", Count(18, 66, 0, "万元")),
        ask(Social, "带动脱贫户户数", Count(60, 230, 0, "户")),
        ask(Social, "务工岗位安排", Words(&["优先安排监测户就近务工", "务工名单按月公示"])),
        ask(Ecological, "化肥减量", Words(&["基地推广有机肥替代并留有台账", "农膜回收点每村一处"])),
        ask(Lasting, "联农带农机制", Words(&["收益分配方案经村民代表会议通过", "合同期限覆盖三个生产季"])),
        ask(Satisfaction, "受益农户满意度", Rate(88, 95)),
        ask(Satisfaction, "村民代表满意度", Rate(88, 96)),
    ],
};

/// Clean villages and rivers.
pub const ENVIRONMENT: Kind = Kind {
    id: "environment",
    budget: (70, 260),
    places: &[],
    names: &["人居环境整治", "生活垃圾收运处置", "河道保洁", "污水处理设施运行"],
    aims: &[
        "保持村镇道路和河岸干净，垃圾日产日清",
        "完善收集点和转运车辆，实现户分类、村收集、镇转运",
        "稳定运行污水处理设施，出水达到设计标准",
        "清理沿河漂浮物和乱堆乱放，恢复河岸面貌",
        "发动村民参与门前三包，养成分类投放习惯",
    ],
    ways: &[
        "保洁区域划到人，每天上下午各清扫一遍",
        "清运车辆装定位，满桶由居民扫码报送",
        "污水站进出水每季度取样送检",
        "河道按网格巡查，汛后集中清漂",
        "评比结果按月张榜，得分低的片区由干部包联",
    ],
    results: &[
        "收集点周边没有过夜垃圾，车辆清运线路固定",
        "河岸整洁，暗访发现的点位都在次日处理",
        "污水站全年连续运行，检测报告齐全",
        "村民分类投放逐步养成习惯，有害垃圾单独存放",
        "评比靠后的片区经过包联，第四季度已进到中游",
    ],
    causes: &["转运车辆年检停运两周", "汛期漂浮物集中，人手临时不足", "污水站提升泵更换停机"],
    templates: &[
        ask(Quantity, "清运生活垃圾数量", Count(2600, 9600, 0, "吨")),
        ask(Quantity, "保洁河道长度", Count(22, 80, 1, "公里")),
        ask(Quantity, "配置分类垃圾桶数量", Count(400, 1500, 0, "个")),
        ask(Quantity, "聘用保洁员人数", Count(30, 110, 0, "人")),
        ask(Quality, "暗访点位合格率", Rate(88, 95)),
        ask(Quality, "出水检测达标率", Rate(93, 98)),
        ask(Quality, "收集点管理", Words(&["桶身完好、地面无渗滤液", "每处收集点公示清运时间和电话"])),
        ask(Time, "全年保洁任务完成时间", Date),
        ask(Time, "满桶报送按时清运率", Rate(90, 96)),
        ask(Cost, "项目总成本", Budget),
        ask(Cost, "每吨垃圾转运费用", Under(90, 180, "元")),
        ask(Economic, "可回收物变卖收入", Count(5, 19, 0, "万元")),
        ask(Social, "受益户数", Count(2400, 9000, 0, "户")),
        ask(Social, "脏乱点位举报件数", Under(20, 70, "件")),
        ask(Ecological, "河面保洁", Words(&["沿河无成片漂浮物", "取水口上游无露天堆放点"])),
        ask(Lasting, "长效保洁机制", Words(&["保洁员合同、考核、报酬三项公开", "门前三包协议签到每户"])),
        ask(Satisfaction, "村民满意度", Rate(86, 94)),
        ask(Satisfaction, "沿街商户满意度", Rate(85, 93)),
    ],
};
