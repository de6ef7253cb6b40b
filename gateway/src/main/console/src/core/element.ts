/** The parts of Element Plus that desks use, each with its own style. The phone pages import none of them. */
import 'element-plus/es/components/base/style/css';
import 'element-plus/es/components/option/style/css';
import 'element-plus/es/components/select/style/css';

export { ElOption, ElSelect } from 'element-plus/es/components/select/index';
