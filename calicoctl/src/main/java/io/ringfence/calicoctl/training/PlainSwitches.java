package io.ringfence.calicoctl.training;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;

/**
 * Compiles in advance how a switch over types chooses. javac leaves that to the JVM, which writes a class for it when a switch is first
 * reached; an AOT cache keeps such classes of lambdas, not of switches, so the first switch of a run would take ten milliseconds.
 * Here it becomes a method of the same class, a row of {@code instanceof}.
 */
final class PlainSwitches {
    private static final ClassDesc BOOTSTRAPS = ClassDesc.of("java.lang.runtime.SwitchBootstraps");

    private PlainSwitches() {}

    static boolean isIn(ClassModel model) {
        return model.methods().stream().anyMatch(PlainSwitches::hasSwitch);
    }

    /** The class with plain switches only. */
    static byte[] in(ClassModel model, ClassFile classFile) {
        List<InvokeDynamicInstruction> switches = new ArrayList<>();
        boolean isInterface = (model.flags().flagsMask() & ClassFile.ACC_INTERFACE) != 0;
        ClassTransform calls = ClassTransform.transformingMethodBodies(PlainSwitches::hasSwitch, (code, element) -> {
            if (element instanceof InvokeDynamicInstruction call && isSwitch(call)) {
                code.invokestatic(model.thisClass().asSymbol(), name(switches.size()), call.typeSymbol(), isInterface);
                switches.add(call);
            } else {
                code.with(element);
            }
        });
        ClassTransform methods = ClassTransform.endHandler(builder -> {
            for (int i = 0; i < switches.size(); i++) {
                InvokeDynamicInstruction call = switches.get(i);
                add(builder, name(i), call.typeSymbol(), labels(call));
            }
        });
        return classFile.transformClass(model, calls.andThen(methods));
    }

    /**
     * Adds what {@link java.lang.runtime.SwitchBootstraps#typeSwitch} describes: -1 for null, else the first label from a given one on
     * that fits the value, else the number of labels.
     */
    private static void add(ClassBuilder builder, String name, MethodTypeDesc type, List<ClassEntry> labels) {
        int flags = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;
        builder.withMethodBody(name, type, flags, code -> {
            Label present = code.newLabel();
            code.aload(0).ifnonnull(present);
            code.iconst_m1().ireturn();
            code.labelBinding(present);
            for (int i = 0; i < labels.size(); i++) {
                Label next = code.newLabel();
                code.iload(1).loadConstant(i).if_icmpgt(next);
                code.aload(0).instanceOf(labels.get(i)).ifeq(next);
                code.loadConstant(i).ireturn();
                code.labelBinding(next);
            }
            code.loadConstant(labels.size()).ireturn();
        });
    }

    private static String name(int number) {
        return "typeSwitch$" + number;
    }

    private static boolean hasSwitch(MethodModel method) {
        return method.code()
                .map(code -> code.elementStream().anyMatch(PlainSwitches::isSwitch))
                .orElse(false);
    }

    /** Whether it is one over types alone, without constants among its labels. */
    private static boolean isSwitch(CodeElement element) {
        return element instanceof InvokeDynamicInstruction call
                && call.bootstrapMethod().owner().equals(BOOTSTRAPS)
                && call.bootstrapMethod().methodName().equals("typeSwitch")
                && call.bootstrapArgs().stream().allMatch(ClassDesc.class::isInstance);
    }

    private static List<ClassEntry> labels(InvokeDynamicInstruction call) {
        return call.invokedynamic().bootstrap().arguments().stream()
                .map(ClassEntry.class::cast)
                .toList();
    }
}
